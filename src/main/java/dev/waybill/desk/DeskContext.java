package dev.waybill.desk;

import static dev.waybill.platform.security.AccessRule.allow;

import dev.waybill.platform.context.ConditionalOnContext;
import dev.waybill.platform.security.AccessRules;
import dev.waybill.platform.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The desk context: it owns nothing and looks at what the contexts of this process tell. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnContext("desk")
@ComponentScan
public class DeskContext {

    @Bean
    AccessRules deskAccess() {
        return AccessRules.of(allow(HttpMethod.GET, "/api/reconciliation", Role.OPERATOR));
    }
}
