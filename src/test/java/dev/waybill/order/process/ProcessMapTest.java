package dev.waybill.order.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.order.OrderProperties;
import dev.waybill.order.domain.OrderStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** Where the model says that an order waits, and where its process really does. */
class ProcessMapTest {

    private static final int HISTORIES = 150;
    private static final int NEW_ONES = 50;
    private static final int STEPS = 60;

    private final ProcessMap map = new ProcessMap();

    /** The same histories each time, which come to every place, and others. */
    @Test
    void anOrderWaitsWhereItsProcessDoesInEveryHistory() {
        var order = new OrderOnEngine();
        ProcessEngine engine = engine(order);
        try {
            Set<String> seen = new TreeSet<>();
            for (int seed = 0; seed < HISTORIES; seed++) {
                seen.addAll(history(order, engine, seed));
            }
            for (int more = 0; more < NEW_ONES; more++) {
                history(order, engine, System.nanoTime());
            }
            assertThat(seen)
                    .contains(
                            "INVOICED [PrepareInvoice]",
                            "CANCELLING [ShipOrder, CancelShipment]",
                            "CANCELLING [ReleasePayment, ReleaseStock]",
                            "CANCELLING [ReleaseStock]",
                            "SHIPPED [IssueStock]",
                            "SHIPPED [DeliverParcel]");
            map.tasks().forEach(task -> assertThat(seen).anyMatch(places -> places.contains(task.id())));
        } finally {
            engine.close();
        }
    }

    /** Where the order was. */
    private Set<String> history(OrderOnEngine order, ProcessEngine engine, long seed) {
        Set<String> seen = new TreeSet<>();
        order.place(engine, "order-1", seed);
        for (int step = 0; step < STEPS && !order.hasEnded(); step++) {
            check(order, engine, seed);
            seen.add(order.order().status() + " " + map.places(order.order()));
            order.step();
        }
        check(order, engine, seed);
        engine.getRuntimeService()
                .createProcessInstanceQuery()
                .list()
                .forEach(left -> engine.getRuntimeService().deleteProcessInstance(left.getId(), "the test is over"));
        return seen;
    }

    private void check(OrderOnEngine order, ProcessEngine engine, long seed) {
        var instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey("order-1")
                .singleResult();
        List<String> active =
                instance == null ? List.of() : engine.getRuntimeService().getActiveActivityIds(instance.getId());
        assertThat(map.places(order.order()))
                .as("%s with the seed %d after %s", order.order().status(), seed, order.history())
                .containsExactlyInAnyOrderElementsOf(active);
    }

    private static ProcessEngine engine(OrderOnEngine order) {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("process-map");
        configuration.setJdbcUrl("jdbc:h2:mem:process-map;DB_CLOSE_DELAY=-1");
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setJobExecutorActivate(false);
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_NONE);
        EngineLanguages.restrict(configuration, order.beans());
        ProcessEngine engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource("processes/order-fulfillment.bpmn")
                .deploy();
        return engine;
    }

    @Test
    void everyStatusThatIsNotTheEndIsOneInWhichATaskWaits() {
        Set<OrderStatus> statuses = map.tasks().stream()
                .flatMap(task -> task.activeIn().stream())
                .map(ProcessMap.State::status)
                .collect(Collectors.toSet());

        assertThat(Arrays.stream(OrderStatus.values()).filter(status -> !status.isTerminal()))
                .containsExactlyInAnyOrderElementsOf(statuses);
    }

    @Test
    void aPatienceIsASettingThatIsThere() {
        String prefix = OrderProperties.class
                        .getAnnotation(ConfigurationProperties.class)
                        .value() + ".";
        Set<String> settings = Arrays.stream(OrderProperties.class.getRecordComponents())
                .map(component -> prefix
                        + ConfigurationPropertyName.adapt(component.getName().replaceAll("([A-Z])", "-$1"), '.'))
                .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toSet());

        assertThat(map.tasks())
                .filteredOn(task -> task.patience() != null)
                .isNotEmpty()
                .allSatisfy(task -> assertThat(settings).contains(task.patience()));
    }
}
