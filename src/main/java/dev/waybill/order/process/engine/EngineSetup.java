package dev.waybill.order.process.engine;

import dev.waybill.platform.database.LongRunningWork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;

/** Sets the engine up: its tables, what its models may name, and the cuts that the settings ask for. */
public final class EngineSetup extends AbstractProcessEnginePlugin {

    private final EngineTables tables;
    private final EngineProperties settings;
    private final ProcessTrail trail;
    private final Supplier<EngineMappings> mappings;
    private final Map<Object, Object> elements;

    /**
     * An engine to be set up.
     *
     * @param elements what models may name, by name; no other bean
     * @param mappings the statements that are being read; asked for with that cut only
     */
    public EngineSetup(
            DataSource dataSource,
            EngineDatabase database,
            EngineProperties settings,
            ProcessTrail trail,
            Supplier<EngineMappings> mappings,
            Map<Object, Object> elements) {
        this.tables = new EngineTables(LongRunningWork.like(dataSource), database.schema(), settings);
        this.settings = settings;
        this.trail = trail;
        this.mappings = mappings;
        this.elements = Map.copyOf(elements);
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        tables.prepare();
        ((SpringProcessEngineConfiguration) configuration).setBeans(new HashMap<>(elements));
        EngineLanguages.restrict(configuration, new HashMap<>(elements));
        configuration.setHistoryEventHandler(trail);
        configuration.setCustomPreCommandInterceptorsTxRequired(List.of(new TimerInitiator()));
        if (settings.has(EngineCut.MAPPINGS)) {
            mappings.get().use(configuration);
        }
        configuration.setCustomSessionFactories(sessions());
    }

    private List<SessionFactory> sessions() {
        return settings.has(EngineCut.SUBSCRIPTIONS)
                ? List.of(new ModelSubscriptions.Factory(settings.storesSubscriptions()))
                : List.of();
    }

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        tables.alone(locked -> EngineAdministrator.ensure(engine.getIdentityService()));
        if (!settings.has(EngineCut.SUBSCRIPTIONS)) {
            ModelSubscriptions.storeMissing(engine);
        }
    }
}
