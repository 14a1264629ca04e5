package dev.waybill.platform.operations;

import static dev.waybill.platform.security.AccessRule.allow;

import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.security.AccessRules;
import dev.waybill.platform.security.Role;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may look at projections and rebuild them, and the metric of their lag. */
@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {

    @Bean
    AccessRules projectionAccess() {
        return AccessRules.of(
                allow(HttpMethod.GET, "/api/projections", Role.OPERATOR),
                allow(HttpMethod.POST, "/api/projections/*/*/rebuild", Role.OPERATOR));
    }

    @Bean
    SmartInitializingSingleton projectionLag(List<ContextRuntime> contexts, MeterRegistry meters) {
        return () -> contexts.forEach(context -> context.projections()
                .forEach(runner -> Gauge.builder(
                                "waybill.projection.lag",
                                runner,
                                r -> r.state().lag().toMillis() / 1000.0)
                        .description("Age of the oldest committed event that the projection has not read")
                        .baseUnit("seconds")
                        .tag("context", context.name())
                        .tag("projection", runner.name())
                        .register(meters)));
    }
}
