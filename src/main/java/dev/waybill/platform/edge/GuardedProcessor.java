package dev.waybill.platform.edge;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.ErrorState;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Reads the requests of a connection. Headers and bodies have a deadline, which Tomcat lacks: it limits each read only. A body
 * that the application has left unread ends its connection; Tomcat would read all of it.
 */
final class GuardedProcessor extends Http11Processor {

    private static final long NONE = 0;

    private final GuardedBody body;
    private final Adapter answering;
    private long headersDue = NONE;

    GuardedProcessor(GuardedProtocol protocol, Adapter application, BodyLimits limits) {
        super(protocol, application);
        this.body = new GuardedBody(request.getInputBuffer(), request, limits, this::readTimeout);
        this.answering = new Answering(application);
        request.setInputBuffer(body);
    }

    private void readTimeout(long millis) {
        SocketWrapperBase<?> socket = getSocketWrapper();
        if (socket != null) {
            socket.setReadTimeout(millis);
        }
    }

    @Override
    public Adapter getAdapter() {
        return answering;
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        if (headersDue != NONE && headersDue - System.nanoTime() <= 0) {
            return SocketState.CLOSED;
        }
        SocketState state = super.service(socket);
        if (state == SocketState.LONG && !isAsync()) { // the headers have not arrived yet
            headersDue = headersDue == NONE ? System.nanoTime() + BodyLimits.DEADLINE.toNanos() : headersDue;
            socket.setReadTimeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(headersDue - System.nanoTime())));
        } else {
            headersDue = NONE;
        }
        return state;
    }

    private void closeUnlessRead() {
        if (isAsync() || getErrorState().isError() || isRequestBodyFullyRead()) {
            return;
        }
        body.linger();
        if (!isRequestBodyFullyRead()) {
            setErrorState(ErrorState.CLOSE_CLEAN, null);
        }
    }

    /** Runs the application, then ends the request's body. */
    private final class Answering implements Adapter {

        private final Adapter application;

        Answering(Adapter application) {
            this.application = application;
        }

        @Override
        public void service(Request request, Response response) throws Exception {
            try {
                application.service(request, response);
            } finally {
                body.end();
            }
            closeUnlessRead();
        }

        @Override
        public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
            boolean done;
            try {
                done = application.asyncDispatch(request, response, event);
            } finally {
                body.end();
            }
            closeUnlessRead();
            return done;
        }

        @Override
        public void checkRecycled(Request request, Response response) {
            headersDue = NONE;
            body.end();
            application.checkRecycled(request, response);
        }

        @Override
        public boolean prepare(Request request, Response response) throws Exception {
            return application.prepare(request, response);
        }

        @Override
        public void log(Request request, Response response, long time) {
            application.log(request, response, time);
        }

        @Override
        public String getDomain() {
            return application.getDomain();
        }
    }
}
