package dev.waybill.platform.security;

import dev.waybill.platform.web.LogText;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Checks names and passwords, of forms and of Basic alike. A password that was right before costs nothing; any other one costs
 * a hash within the {@link LoginLimits}, whether the user exists or not.
 */
final class PasswordLogin implements AuthenticationProvider {

    private static final Logger log = LoggerFactory.getLogger(PasswordLogin.class);
    private static final int LOCKS = 64;
    private static final int LONGEST_WAIT_MILLIS = 2_000;

    private final UserDetailsService users;
    private final RememberedPasswords passwords;
    private final LoginLimits limits;
    private final Lock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new);

    PasswordLogin(UserDetailsService users, RememberedPasswords passwords, LoginLimits limits) {
        this.users = users;
        this.passwords = passwords;
        this.limits = limits;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    @Override
    public Authentication authenticate(Authentication login) {
        String name = login.getName();
        String password = String.valueOf(login.getCredentials());
        String address =
                login.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        UserDetails user = user(name);
        boolean right = isRight(password, user == null ? passwords.ofUnknownUser() : user.getPassword(), name, address);
        if (user == null || !right) {
            log.warn("Login failed: name {}, from {}, for {}", LogText.of(name), address, LogText.ofRequest());
            throw new BadCredentialsException("no user has this name and password");
        }
        return UsernamePasswordAuthenticationToken.authenticated(user.getUsername(), null, user.getAuthorities());
    }

    private @Nullable UserDetails user(String name) {
        try {
            return users.loadUserByUsername(name);
        } catch (UsernameNotFoundException unknown) {
            return null;
        }
    }

    /** Where a program logs in many times at once, the first one pays for the hash. */
    private boolean isRight(String password, String encoded, String name, String address) {
        if (passwords.remembers(password, encoded)) {
            return true;
        }
        Lock lock = locks[Math.floorMod((password + encoded).hashCode(), LOCKS)];
        acquire(lock);
        try {
            return passwords.remembers(password, encoded)
                    || limits.check(name, address, () -> passwords.matches(password, encoded));
        } finally {
            lock.unlock();
        }
    }

    private static void acquire(Lock lock) {
        try {
            if (!lock.tryLock(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                throw LoginDeferred.busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LoginDeferred.busy();
        }
    }
}
