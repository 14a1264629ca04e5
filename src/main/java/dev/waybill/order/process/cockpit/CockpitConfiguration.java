package dev.waybill.order.process.cockpit;

import dev.waybill.platform.security.Refusals;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.Map;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may look at the engine in Cockpit, and what Cockpit may ask of it. */
@Configuration(proxyBeanMethods = false)
public class CockpitConfiguration {

    private static final int AFTER_SPRING_SECURITY = 200;

    /** Runs after the application has found out who the user is, and before anything of Camunda. */
    @Bean
    FilterRegistrationBean<CockpitGate> cockpitGate(Refusals refusals) {
        var registration = new FilterRegistrationBean<>(new CockpitGate(CockpitAllowList.read(), refusals));
        registration.setUrlPatterns(List.of("/camunda/*"));
        registration.setOrder(AFTER_SPRING_SECURITY);
        return registration;
    }

    /** Cockpit takes the user whom the application has already authenticated. */
    @Bean
    FilterRegistrationBean<Filter> cockpitUser() {
        var registration = new FilterRegistrationBean<Filter>(new CockpitFilter());
        registration.setInitParameters(Map.of("authentication-provider", CockpitUser.class.getName()));
        registration.setUrlPatterns(List.of("/camunda/app/*", "/camunda/api/*"));
        registration.setOrder(AFTER_SPRING_SECURITY + 1);
        return registration;
    }

    @Bean
    FilterRegistrationBean<Filter> cockpitProgram() {
        var registration = new FilterRegistrationBean<Filter>(new CockpitProgram());
        registration.setUrlPatterns(List.of("/camunda/api/*"));
        registration.setOrder(AFTER_SPRING_SECURITY + 2);
        return registration;
    }
}
