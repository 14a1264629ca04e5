package dev.waybill.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client of server-sent events: reads them in a thread of its own until it is closed. */
final class LiveStream implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** An event as it came. */
    record Event(String id, String type, JsonNode data) {}

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final InputStream body;

    private LiveStream(InputStream body) {
        this.body = body;
        Thread.ofVirtual().start(this::read);
    }

    static LiveStream open(Shop shop, String path, String lastEventId) {
        HttpRequest.Builder request = shop.request(path);
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        return open(request);
    }

    static LiveStream open(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(
                    request.timeout(Duration.ofMinutes(5)).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.uri() + " answered " + response.statusCode());
            }
            return new LiveStream(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A client whose connection is cut as soon as it has asked. */
    static void leaveUnanswered(Shop shop, String path, String lastEventId) {
        HttpRequest request =
                shop.request(path).header("Last-Event-ID", lastEventId).build();
        var head = new StringBuilder("GET %s HTTP/1.1\r\nHost: %s\r\n"
                .formatted(request.uri().getPath(), request.uri().getAuthority()));
        request.headers()
                .map()
                .forEach((name, values) -> head.append("%s: %s\r\n".formatted(name, String.join(",", values))));
        try (var socket = new Socket(request.uri().getHost(), request.uri().getPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    List<String> types() {
        return events.stream().map(Event::type).toList();
    }

    private void read() {
        try (var lines = new java.io.BufferedReader(new java.io.InputStreamReader(body, StandardCharsets.UTF_8))) {
            String id = "";
            String type = "";
            var data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring(3);
                } else if (line.startsWith("event:")) {
                    type = line.substring(6);
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5));
                } else if (line.isEmpty() && !data.isEmpty()) {
                    events.add(new Event(id, type, Shop.JSON.readTree(data.toString())));
                    data.setLength(0);
                }
            }
        } catch (IOException closed) {
            // the test has closed it, or the server has; what came until then is there
        }
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
