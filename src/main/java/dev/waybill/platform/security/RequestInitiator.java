package dev.waybill.platform.security;

import dev.waybill.platform.eventstore.CurrentInitiator;
import dev.waybill.platform.eventstore.Initiator;
import dev.waybill.platform.eventstore.Via;
import dev.waybill.platform.session.SessionLogin;
import dev.waybill.platform.web.RequestMethods;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Names the user as the cause of all that a changing request records: through Waybill's own pages if the login is a
 * browser's session, else by a program. It covers every path, so a new endpoint has nothing to do for it.
 */
@Configuration(proxyBeanMethods = false)
class RequestInitiator {

    private static final int AFTER_SPRING_SECURITY = 100;

    @Bean
    FilterRegistrationBean<HttpFilter> requestInitiators() {
        var registration = new FilterRegistrationBean<HttpFilter>(new Filter());
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setOrder(AFTER_SPRING_SECURITY);
        return registration;
    }

    private static final class Filter extends HttpFilter {

        private static final long serialVersionUID = 1;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            Principal user = RequestMethods.isChange(request) ? request.getUserPrincipal() : null;
            if (user == null) {
                chain.doFilter(request, response);
                return;
            }
            Via via = SessionLogin.isUsed(request) ? Via.DESK : Via.REST;
            try (var scope = CurrentInitiator.set(Initiator.of(user.getName(), via))) {
                chain.doFilter(request, response);
            }
        }
    }
}
