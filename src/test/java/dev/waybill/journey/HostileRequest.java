package dev.waybill.journey;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request to the byte; texts of its target and headers have one byte per character. */
final class HostileRequest {

    private static final int SHOWN = 1_500;

    final String name;
    String method;
    String target;
    final List<String> query = new ArrayList<>();
    final List<String> headers = new ArrayList<>();
    byte[] body = new byte[0];

    HostileRequest(String name, String method, String target) {
        this.name = name;
        this.method = method;
        this.target = target;
    }

    /** Bytes of a text as UTF-8, each shown as a character. */
    static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    void header(String header, String value) {
        headers.removeIf(line -> line.regionMatches(true, 0, header + ":", 0, header.length() + 1));
        headers.add(header + ": " + value);
    }

    void body(String text) {
        body = text.getBytes(StandardCharsets.UTF_8);
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    boolean isOfTheApi() {
        return target.startsWith("/api/");
    }

    private String head() {
        String full = query.isEmpty() ? target : target + "?" + String.join("&", query);
        List<String> lines = new ArrayList<>(List.of(method + " " + full + " HTTP/1.1"));
        lines.addAll(headers);
        lines.add("Content-Length: " + body.length);
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    /** As it is sent. */
    byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        String text = name + ":\n" + head() + new String(body, StandardCharsets.UTF_8);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
