package dev.waybill.platform.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSession;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Stores the sessions of browsers. A session that a request with credentials of its own creates (as Cockpit does) is
 * forgotten when the request ends.
 */
final class BrowserSessions<S extends Session> implements SessionRepository<Session> {

    private final SessionRepository<S> stored;
    private final Class<? extends Session> storedType;
    private final Duration idle;

    private BrowserSessions(SessionRepository<S> stored, Duration idle) {
        this.stored = stored;
        this.storedType = stored.createSession().getClass();
        this.idle = idle;
    }

    /** Stores them there; one that was idle for so long ends. */
    static SessionRepository<Session> in(SessionRepository<? extends Session> stored, Duration idle) {
        return new BrowserSessions<>(stored, idle);
    }

    @Override
    public Session createSession() {
        if (isForOneRequest()) {
            return new MapSession();
        }
        S session = stored.createSession();
        session.setMaxInactiveInterval(idle);
        return session;
    }

    private static boolean isForOneRequest() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                && SessionIds.hasCredentials(attributes.getRequest());
    }

    @Override
    @SuppressWarnings("unchecked") // it is one that createSession or findById has returned
    public void save(Session session) {
        if (storedType.isInstance(session)) {
            stored.save((S) session);
        }
    }

    @Override
    public @Nullable Session findById(String id) {
        return stored.findById(id);
    }

    @Override
    public void deleteById(String id) {
        stored.deleteById(id);
    }
}
