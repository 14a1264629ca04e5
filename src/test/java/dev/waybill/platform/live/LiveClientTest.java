package dev.waybill.platform.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.waybill.platform.live.LiveSource.News;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

class LiveClientTest {

    /** The response of a client that has gone: the web server has ended it and allows no other thread to do so. */
    private static final class Gone extends SseEmitter {

        private int completed;

        @Override
        public void send(SseEventBuilder event) throws IOException {
            throw new IOException("Broken pipe");
        }

        @Override
        public void complete() {
            completed++;
            throw new IllegalStateException("A non-container thread attempted to use the AsyncContext after an error");
        }
    }

    @Test
    void aClientThatHasGoneKillsNoThread() {
        var response = new Gone();
        var client = new LiveClient(response, id -> List.of(new News("1", "OrderPlaced", "")), "0", gone -> {});

        assertThatCode(client::look).doesNotThrowAnyException();
        assertThatCode(client::beat).doesNotThrowAnyException();
        assertThat(response.completed).as("once").isEqualTo(1);
        assertThatCode(client::end).doesNotThrowAnyException();
    }

    /** Spring calls none of a response's callbacks when its first write already fails. */
    @Test
    void aClientThatWentBeforeItsResponseBeganIsForgotten() {
        List<LiveClient> forgotten = new ArrayList<>();
        var client = new LiveClient(new Gone(), id -> List.of(new News("1", "OrderPlaced", "")), "0", forgotten::add);

        client.look();

        assertThat(forgotten).contains(client);
    }

    @Test
    void newsThatCannotBeFoundCutTheClientOff() {
        var response = new Gone();
        LiveSource broken = id -> {
            throw new IllegalArgumentException("no such place");
        };
        var client = new LiveClient(response, broken, "0", gone -> {});

        assertThatCode(client::look).doesNotThrowAnyException();

        assertThat(response.completed).isEqualTo(1);
    }
}
