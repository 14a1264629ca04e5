package dev.waybill.order.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.waybill.platform.embedded.TestDatabase;
import dev.waybill.platform.eventstore.Transactions;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Each cut is made when the settings ask for it, and only then. */
class EngineCutsTest {

    private static final String SCHEMA = "engine_cuts";
    private static final EngineProperties PLAIN = new EngineProperties(Set.of());

    private final DataSource dataSource = TestDatabase.withSchema(SCHEMA);
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final EngineDatabase database = new EngineDatabase(jdbc, SCHEMA, mock(Transactions.class));
    private final EngineMappings mappings = mock(EngineMappings.class);

    @BeforeEach
    void withoutTables() {
        jdbc.execute("drop schema " + SCHEMA + " cascade");
        jdbc.execute("create schema " + SCHEMA);
    }

    private static EngineProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate(EngineProperties.PREFIX, EngineProperties.class);
    }

    private SpringProcessEngineConfiguration setUp(EngineProperties settings) {
        var configuration = new SpringProcessEngineConfiguration();
        new EngineSetup(dataSource, database, settings, new ProcessTrail(database), () -> mappings, Map.of())
                .preInit(configuration);
        return configuration;
    }

    private int foreignKeysOfRunningProcesses() {
        Integer keys = jdbc.queryForObject(
                "select count(*) from pg_constraint where contype = 'f' and connamespace = ?::regnamespace"
                        + " and conrelid::regclass::text ~* '\\mact_ru_'",
                Integer.class,
                SCHEMA);
        return keys == null ? 0 : keys;
    }

    @Test
    void makesAllCutsUnlessSetOtherwise() {
        assertThat(bound(Map.of()).cuts()).isEqualTo(EnumSet.allOf(EngineCut.class));
        assertThat(bound(Map.of("waybill.order.engine.cuts", "")).cuts()).isEmpty();
        assertThat(bound(Map.of("waybill.order.engine.cuts", "foreign-keys,mappings"))
                        .cuts())
                .containsExactlyInAnyOrder(EngineCut.FOREIGN_KEYS, EngineCut.MAPPINGS);
    }

    @Test
    void leavesThePlainEngineAsItIs() {
        SpringProcessEngineConfiguration configuration = setUp(PLAIN);

        assertThat(foreignKeysOfRunningProcesses()).isPositive();
        assertThat(configuration.getCustomSessionFactories()).isNullOrEmpty();
        verifyNoInteractions(mappings);
    }

    @Test
    void makesTheCutsThatAreAskedFor() {
        SpringProcessEngineConfiguration configuration = setUp(new EngineProperties(EnumSet.allOf(EngineCut.class)));

        assertThat(foreignKeysOfRunningProcesses()).isZero();
        assertThat(configuration.getCustomSessionFactories()).contains(new ModelSubscriptions.Factory(false));
        verify(mappings).use(configuration);
    }

    @Test
    void removesForeignKeysOfTablesThatThePlainEngineCreated() {
        setUp(PLAIN);
        setUp(new EngineProperties(Set.of(EngineCut.FOREIGN_KEYS)));

        assertThat(foreignKeysOfRunningProcesses()).isZero();
    }

    private List<String> indexesOfRunningProcesses() {
        return jdbc.queryForList(
                "select indexdef from pg_indexes where schemaname = ?"
                        + " and tablename in ('act_ru_execution', 'act_ru_event_subscr') order by indexname",
                String.class,
                SCHEMA);
    }

    @Test
    void dropsUnusedIndexesAndCreatesThemAgainForThePlainEngine() {
        setUp(PLAIN);
        List<String> delivered = indexesOfRunningProcesses();

        setUp(new EngineProperties(Set.of(EngineCut.INDEXES)));
        assertThat(indexesOfRunningProcesses()).hasSize(delivered.size() - 6).isSubsetOf(delivered);

        setUp(PLAIN);
        assertThat(indexesOfRunningProcesses()).isEqualTo(delivered);
    }

    @Test
    void runsStepsAsOneCommandOnlyWithThatCut() {
        var engine = mock(ProcessEngineConfigurationImpl.class);
        Runnable steps = mock(Runnable.class);

        new SharedCommands(engine, PLAIN).run(steps);

        verify(steps).run();
        verifyNoInteractions(engine);
    }

    @Test
    void asksTheEngineItselfWhoWaitsWithoutThatCut() {
        var queries = mock(JdbcTemplate.class);
        var instances = mock(ProcessInstanceQuery.class);
        var runtime = mock(RuntimeService.class);
        when(runtime.createProcessInstanceQuery()).thenReturn(instances);
        when(instances.processInstanceBusinessKey("order-1")).thenReturn(instances);

        new WaitingExecutions(
                        new EngineDatabase(queries, SCHEMA, mock(Transactions.class)),
                        runtime,
                        mock(ProcessEngineConfigurationImpl.class),
                        PLAIN)
                .of(Set.of("order-1"));

        verifyNoInteractions(queries);
        verify(instances).list();
    }
}
