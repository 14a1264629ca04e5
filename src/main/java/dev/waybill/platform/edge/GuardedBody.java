package dev.waybill.platform.edge;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The body of one request as its reader sees it: whole within a deadline and a size. One object serves the
 * requests of a connection one after the other.
 */
final class GuardedBody implements InputBuffer {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedBody.class);

    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final long LINGER_PAUSE_MILLIS = 500;
    private static final int LINGER_BYTES = 4 * BodyLimits.LARGEST;

    private final InputBuffer body;
    private final Request request;
    private final BodyLimits limits;
    private final LongConsumer readTimeout;

    private boolean begun;
    private boolean watched;
    private boolean placed;
    private long due;
    private long read;
    private long held;

    /** @param readTimeout sets how many milliseconds the connection waits for its next byte */
    GuardedBody(InputBuffer body, Request request, BodyLimits limits, LongConsumer readTimeout) {
        this.body = body;
        this.request = request;
        this.limits = limits;
        this.readTimeout = readTimeout;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (!begun) {
            begin();
        }
        if (leftMillis() <= 0) {
            throw BodyRefused.tooSlow();
        }
        tighten();
        try {
            int count = body.doRead(handler);
            count(count);
            return count;
        } catch (SocketTimeoutException e) {
            throw BodyRefused.tooSlow();
        }
    }

    private void begin() {
        begun = true;
        due = System.nanoTime() + BodyLimits.DEADLINE.toNanos();
        if (request.getContentLengthLong() > BodyLimits.LARGEST) {
            throw BodyRefused.tooLarge();
        }
        if (!hasArrived() && !hasUser()) {
            placed = limits.take();
            if (!placed) {
                throw BodyRefused.tooMany();
            }
        }
        synchronized (this) {
            watched = true;
        }
        limits.watch(this);
    }

    /** Bytes that are here already need no waiting. */
    private boolean hasArrived() {
        long announced = request.getContentLengthLong();
        if (announced < 0) {
            return request.getHeader("Transfer-Encoding") == null; // there is none to wait for
        }
        request.action(ActionCode.AVAILABLE, true); // looks at the connection, too
        return request.getAvailable() >= announced;
    }

    private static boolean hasUser() {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        return user != null && user.isAuthenticated() && !(user instanceof AnonymousAuthenticationToken);
    }

    private void count(int more) {
        if (more > 0) {
            read += more;
            if (read > BodyLimits.LARGEST) {
                throw BodyRefused.tooLarge();
            }
            if (!limits.hold(more)) {
                throw BodyRefused.tooMany();
            }
            held += more;
        }
        if (more < 0 || read == request.getContentLengthLong()) {
            arrived();
        }
    }

    private void arrived() {
        synchronized (this) {
            watched = false;
        }
        limits.forget(this);
        if (placed) {
            placed = false;
            limits.giveBack();
        }
    }

    /** One read of the body may be several of the connection, which ends the later ones with what is left by then. */
    synchronized void tighten() {
        if (watched) {
            readTimeout.accept(Math.max(1, leftMillis()));
        }
    }

    private long leftMillis() {
        return TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime());
    }

    /** The request has been answered. */
    void end() {
        if (begun) {
            arrived();
            limits.release(held);
            begun = false;
            read = 0;
            held = 0;
        }
    }

    /**
     * Lets a client that is still sending read its answer: a connection that is closed over unread bytes is reset, and the
     * answer may be lost. It does not wait for bytes that do not come at once.
     */
    void linger() {
        var ignored = new Ignored();
        long end = System.nanoTime() + LINGER.toNanos();
        readTimeout.accept(LINGER_PAUSE_MILLIS);
        try {
            int count = body.doRead(ignored);
            for (int all = count; count >= 0 && all < LINGER_BYTES && end - System.nanoTime() > 0; all += count) {
                count = body.doRead(ignored);
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("A client has not sent the rest of a body that was refused", e);
        }
    }

    @Override
    public int available() {
        return body.available();
    }

    /** Bytes that are read and dropped. */
    private static final class Ignored implements ApplicationBufferHandler {

        private @Nullable ByteBuffer bytes;

        @Override
        public void setByteBuffer(@Nullable ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public @Nullable ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {
            // the web server's own buffer is large enough for what is ignored
        }
    }
}
