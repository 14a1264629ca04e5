package dev.waybill.platform.edge;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/**
 * Tomcat's HTTP/1.1 with deadlines and limits for all that a client sends. Requests run in virtual threads, so that those
 * that wait for a client cost no thread. Up to Java 23 a virtual thread that waits in a monitor, as it does for a client
 * here, holds a platform thread; there requests run in the platform threads of {@code server.tomcat.threads.max}.
 */
public final class GuardedProtocol extends Http11NioProtocol {

    private static final int WAITS_WITHOUT_A_THREAD = 24;
    private static final int TRAILER_BYTES = 256;
    private static final int EXTENSION_BYTES = 64;

    private final BodyLimits limits = new BodyLimits();

    public GuardedProtocol() {
        setContinueResponseTiming("onRead"); // a client that asks before it sends is refused before it sends
        setMaxTrailerSize(TRAILER_BYTES);
        setMaxExtensionSize(EXTENSION_BYTES);
        if (Runtime.version().feature() >= WAITS_WITHOUT_A_THREAD) {
            setExecutor(new VirtualThreadExecutor("http-"));
        }
    }

    @Override
    protected Processor createProcessor() {
        return new GuardedProcessor(this, getAdapter(), limits);
    }

    @Override
    public void start() throws Exception {
        limits.start();
        super.start();
    }

    @Override
    public void stop() throws Exception {
        super.stop();
        limits.stop();
    }
}
