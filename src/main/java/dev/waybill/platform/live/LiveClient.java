package dev.waybill.platform.live;

import dev.waybill.platform.live.LiveSource.News;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One connected client; {@link #look} sends what is new since the last time. */
final class LiveClient {

    private static final Logger LOG = LoggerFactory.getLogger(LiveClient.class);

    private final SseEmitter emitter;
    private final LiveSource source;
    private final Consumer<LiveClient> forget;
    private final ReentrantLock sending = new ReentrantLock();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private String last;
    private volatile boolean over;

    /**
     * @param emitter writes the response
     * @param forget called when its response has ended, for whatever reason; perhaps more than once
     */
    LiveClient(SseEmitter emitter, LiveSource source, String last, Consumer<LiveClient> forget) {
        this.emitter = emitter;
        this.source = source;
        this.last = last;
        this.forget = forget;
        emitter.onCompletion(this::over);
        emitter.onError(failure -> over());
    }

    private void over() {
        over = true;
        forget.accept(this);
    }

    /** Sends what is new; a caller that comes while another one is sending leaves the work to that one. */
    void look() {
        wanted.set(true);
        while (wanted.get() && !over && sending.tryLock()) {
            try {
                wanted.set(false);
                sendNews();
            } catch (IOException gone) {
                end(); // it comes back with the last id it saw
                return;
            } catch (RuntimeException failed) {
                fail(failed);
                return;
            } finally {
                sending.unlock();
            }
        }
    }

    private void sendNews() throws IOException {
        for (List<News> news = source.after(last); !news.isEmpty(); news = source.after(last)) {
            for (News piece : news) {
                emitter.send(SseEmitter.event()
                        .id(piece.id())
                        .name(piece.type())
                        .data(piece.data(), MediaType.APPLICATION_JSON));
                last = piece.id();
            }
        }
    }

    /** A comment that keeps the connection open, and detects that the client has gone. */
    void beat() {
        if (!over && sending.tryLock()) {
            try {
                emitter.send(SseEmitter.event().comment("still here"));
            } catch (IOException gone) {
                end();
            } catch (RuntimeException failed) {
                fail(failed);
            } finally {
                sending.unlock();
            }
            if (wanted.get()) {
                look(); // a caller that came during the beat has left its work to this thread
            }
        }
    }

    /** The client is cut off, to come back with the last id it saw, unless its response has ended already. */
    private void fail(RuntimeException failed) {
        if (!over) {
            LOG.warn(
                    "A live client is cut off after {}: what follows could not be sent; it can reconnect with that id",
                    last,
                    failed);
            end();
        }
    }

    /**
     * Ends the response, unless the web server, seeing that the client has gone, has got ahead and refuses it. The
     * client is forgotten here, not only at the completion of the response: there is none for a client that went
     * before the first byte was written.
     */
    void end() {
        over();
        try {
            emitter.complete();
        } catch (IllegalStateException gone) {
            LOG.debug("A live client had gone when its response was ended", gone);
        }
    }
}
