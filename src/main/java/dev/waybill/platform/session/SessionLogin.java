package dev.waybill.platform.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * A browser's login. The session keeps the user's name alone: roles are those that the user has now, and a user who is removed
 * from the settings is logged out.
 */
@Component
public final class SessionLogin implements SecurityContextRepository {

    private static final String USER = "waybill.user";

    private final UserDetailsService users;
    private final SessionProperties settings;
    private final Clock clock;

    SessionLogin(UserDetailsService users, SessionProperties settings, Clock clock) {
        this.users = users;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether the request's user, if there is one, is the session's: it has no credentials of its own. */
    public static boolean isUsed(HttpServletRequest request) {
        return !SessionIds.hasCredentials(request);
    }

    /** Whether the request has a session's cookie, also when the session has ended. */
    public static boolean isSent(HttpServletRequest request) {
        return SessionCookie.isSent(request);
    }

    /** Called by {@link #loadDeferredContext}, when something needs the context, and once. */
    @Override
    @Deprecated(since = "Spring Security 5.7")
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return new SecurityContextImpl(user(holder.getRequest()).orElse(null));
    }

    private Optional<Authentication> user(HttpServletRequest request) {
        if (SessionIds.hasCredentials(request)) {
            return Optional.empty();
        }
        return session(request)
                .filter(this::isYoung)
                .flatMap(session -> Optional.ofNullable((String) session.getAttribute(USER)))
                .flatMap(this::user);
    }

    private static Optional<HttpSession> session(HttpServletRequest request) {
        try {
            return Optional.ofNullable(request.getSession(false));
        } catch (DataAccessException | TransactionException e) {
            throw new AuthenticationServiceException("the store of logins is away", e);
        }
    }

    private boolean isYoung(HttpSession session) {
        return Instant.ofEpochMilli(session.getCreationTime())
                .plus(settings.longest())
                .isAfter(clock.instant());
    }

    private Optional<Authentication> user(String name) {
        try {
            var user = users.loadUserByUsername(name);
            return Optional.of(
                    UsernamePasswordAuthenticationToken.authenticated(user.getUsername(), null, user.getAuthorities()));
        } catch (UsernameNotFoundException removed) {
            return Optional.empty();
        }
    }

    /** Keeps the user's name; called at login. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        Authentication user = context.getAuthentication();
        if (user != null) {
            request.getSession().setAttribute(USER, user.getName());
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return user(request).isPresent();
    }
}
