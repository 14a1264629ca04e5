package dev.waybill.journey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A client that sends the beginning of a request at once, and then a byte per second until it is cut off. */
final class SlowClient implements AutoCloseable {

    private final Socket socket;
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    /**
     * @param beginning what is sent at once
     * @param drip what is sent byte by byte, repeatedly
     * @param clock runs the bytes of all clients
     */
    SlowClient(URI server, String beginning, String drip, ScheduledExecutorService clock) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        Thread.ofVirtual().start(this::read);
        drip(drip.getBytes(StandardCharsets.US_ASCII), 0, clock);
    }

    private void drip(byte[] drip, int at, ScheduledExecutorService clock) {
        clock.schedule(
                () -> {
                    try {
                        socket.getOutputStream().write(drip[at % drip.length]);
                        drip(drip, at + 1, clock);
                    } catch (IOException cut) {
                        // the reader finds the same, after the answer
                    }
                },
                1,
                TimeUnit.SECONDS);
    }

    private void read() {
        var text = new StringBuilder();
        try (var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (int next = reader.read(); next >= 0; next = reader.read()) {
                text.append((char) next);
            }
        } catch (IOException e) {
            text.append("\n(reset)");
        }
        answer.complete(text.toString());
    }

    /** Whether the server has closed the connection. */
    boolean isCut() {
        return answer.isDone();
    }

    /** The status of the answer; 0 when the connection was closed without one. */
    int status() {
        String text = answer.getNow("");
        return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
