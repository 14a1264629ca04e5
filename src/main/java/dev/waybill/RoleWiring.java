package dev.waybill;

import dev.waybill.contract.RoleNames;
import dev.waybill.platform.security.KnownRoles;
import dev.waybill.platform.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The roles that users may have, the same in every process, whichever contexts it runs. */
@Configuration(proxyBeanMethods = false)
class RoleWiring {

    @Bean
    KnownRoles knownRoles() {
        return new KnownRoles(RoleNames.ALL.stream().map(Role::new).toList());
    }
}
