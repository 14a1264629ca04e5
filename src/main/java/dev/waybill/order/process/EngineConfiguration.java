package dev.waybill.order.process;

import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.database.LongRunningWork;
import dev.waybill.platform.security.Refusals;
import jakarta.servlet.Filter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The embedded engine: its tables, what its models may name, and who may look at it in Cockpit. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    private static final int AFTER_SPRING_SECURITY = 200;

    @Bean
    ProcessTrail processTrail(@Qualifier("orderParts") ContextRuntime parts) {
        return new ProcessTrail(parts);
    }

    /** Where orders wait by the model that new ones follow. */
    @Bean
    static ProcessMap processMap() {
        return ProcessModel.current().map();
    }

    /** Models may name the elements of {@link ProcessTasks} and no other bean. */
    @Bean
    ProcessEnginePlugin orderProcessPlugin(
            DataSource dataSource,
            @Qualifier("orderParts") ContextRuntime parts,
            ProcessTrail trail,
            EngineMappings mappings,
            ProcessTasks processTasks,
            Map<String, ExecutionListener> tasks) {
        Map<Object, Object> elements = processTasks.elements(tasks);
        var tables = new EngineTables(LongRunningWork.like(dataSource), parts.schema());
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                tables.create();
                ((SpringProcessEngineConfiguration) configuration).setBeans(new HashMap<>(elements));
                EngineLanguages.restrict(configuration, new HashMap<>(elements));
                mappings.use(configuration);
                configuration.setHistoryEventHandler(trail);
                configuration.setCustomSessionFactories(List.of(new EventJobs.Factory()));
                configuration.setCustomPreCommandInterceptorsTxRequired(List.of(new TimerInitiator()));
            }

            @Override
            public void postProcessEngineBuild(ProcessEngine engine) {
                tables.alone(locked -> EngineAdministrator.ensure(engine.getIdentityService()));
            }
        };
    }

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
