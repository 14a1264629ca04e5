package dev.waybill.order.process.cockpit;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;

/** Lets the application's users into Cockpit: unlike its model it wants no copy of them in the engine's own tables. */
final class CockpitFilter extends ContainerBasedAuthenticationFilter {

    private static final Date NEVER_ASKED_OF_THE_ENGINE = Date.from(Instant.parse("9999-12-31T00:00:00Z"));
    private static final Set<String> APPS = Set.of("cockpit");

    @Override
    protected UserAuthentication createAuthentication(
            ProcessEngine engine, String user, List<String> groups, List<String> tenants) {
        var authentication = new UserAuthentication(user, engine.getName());
        authentication.setGroupIds(groups);
        authentication.setTenantIds(List.of());
        authentication.setAuthorizedApps(APPS);
        authentication.setCacheValidationTime(NEVER_ASKED_OF_THE_ENGINE);
        return authentication;
    }
}
