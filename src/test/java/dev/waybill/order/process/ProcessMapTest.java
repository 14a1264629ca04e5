package dev.waybill.order.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.waybill.order.domain.Deadline;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.process.engine.EngineLanguages;
import dev.waybill.order.process.engine.StoredSubscriptions;
import dev.waybill.order.process.model.Patience;
import dev.waybill.order.process.model.ProcessMap;
import dev.waybill.order.process.model.ProcessModel;
import dev.waybill.order.process.model.WaitingTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where an order waits by the model, and where its process really does. */
class ProcessMapTest {

    private static final String CURRENT = "processes/order-fulfillment.bpmn";
    /** The engine counts an end event that throws an error as cancelled, with all that the error ends. */
    private static final String ERROR_END = "ShipmentStopped";

    private static final int HISTORIES = 150;
    private static final int NEW_ONES = 50;
    private static final int STEPS = 60;

    private final Set<String> ended = new TreeSet<>();
    private final ProcessMap map = ProcessModel.current().map();

    static Stream<String> models() throws IOException {
        try (Stream<Path> retired = Files.list(Path.of("processes", "retired"))) {
            return Stream.concat(Stream.of(CURRENT), retired.map(Path::toString).toList().stream());
        }
    }

    /** The same histories each time, which come to every place, and others; also of orders that began under a retired model. */
    @ParameterizedTest
    @MethodSource("models")
    void anOrderWaitsWhereItsProcessDoesInEveryHistory(String model) {
        var order = new OrderOnEngine();
        ProcessEngine engine = engine(order);
        String definition = deploy(engine, model);
        if (!model.equals(CURRENT)) {
            deploy(engine, CURRENT);
        }
        try {
            Set<String> seen = new TreeSet<>();
            int share = model.equals(CURRENT) ? 1 : 3;
            for (int seed = 0; seed < HISTORIES / share; seed++) {
                seen.addAll(history(order, engine, definition, seed));
            }
            for (int more = 0; more < NEW_ONES / share; more++) {
                history(order, engine, definition, System.nanoTime());
            }
            if (model.equals(CURRENT)) {
                assertThat(seen)
                        .contains(
                                "INVOICED [PrepareInvoice]",
                                "CANCELLING [ShipOrder, CancelShipment]",
                                "CANCELLING [ReleasePayment, ReleaseStock]",
                                "CANCELLING [ReleaseStock]",
                                "SHIPPED [IssueStock]",
                                "SHIPPED [DeliverParcel]");
                map.tasks().forEach(task -> assertThat(seen).anyMatch(places -> places.contains(task.id())));
            }
        } finally {
            engine.close();
        }
    }

    /** Where the order was. */
    private Set<String> history(OrderOnEngine order, ProcessEngine engine, String definition, long seed) {
        Set<String> seen = new TreeSet<>();
        ended.clear();
        order.place(engine, definition, "order-1", seed);
        for (int step = 0; step < STEPS && !order.hasEnded(); step++) {
            check(order, engine, seed);
            seen.add(order.order().status() + " " + map.places(order.order()));
            order.step();
        }
        check(order, engine, seed);
        if (!order.wasResumed()) {
            checkPast(order, seed);
        }
        engine.getRuntimeService()
                .createProcessInstanceQuery()
                .list()
                .forEach(left -> engine.getRuntimeService().deleteProcessInstance(left.getId(), "the test is over"));
        return seen;
    }

    /** Which of several events led away from a task does not always follow from what is recorded; all else does. */
    private void checkPast(OrderOnEngine order, long seed) {
        Set<String> known = new TreeSet<>(ended);
        known.removeAll(map.places(order.order()));
        List<String> derived = order.past().position().completedActivityIds();
        Set<String> tasks = map.tasks().stream().map(WaitingTask::id).collect(Collectors.toSet());

        assertThat(derived)
                .filteredOn(activity -> !activity.equals(ERROR_END))
                .as("with the seed %d after %s", seed, order.history())
                .isSubsetOf(known);
        assertThat(derived.stream().filter(tasks::contains))
                .as("with the seed %d after %s", seed, order.history())
                .containsExactlyInAnyOrderElementsOf(
                        known.stream().filter(tasks::contains).toList());
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
        StoredSubscriptions.assertDerived(engine, "with the seed %d after %s".formatted(seed, order.history()));
    }

    private ProcessEngine engine(OrderOnEngine order) {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("process-map");
        configuration.setJdbcUrl("jdbc:h2:mem:process-map;DB_CLOSE_DELAY=-1");
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setJobExecutorActivate(false);
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_ACTIVITY);
        configuration.setHistoryEventHandler(ends());
        StoredSubscriptions.keep(configuration);
        EngineLanguages.restrict(configuration, order.beans());
        return configuration.buildProcessEngine();
    }

    /** Collects what is completed, as the trail does. */
    private HistoryEventHandler ends() {
        return new HistoryEventHandler() {
            @Override
            public void handleEvent(HistoryEvent event) {
                if (event instanceof HistoricActivityInstanceEventEntity activity
                        && event.isEventOfType(HistoryEventTypes.ACTIVITY_INSTANCE_END)
                        && !activity.isCanceled()) {
                    ended.add(activity.getActivityId());
                }
            }

            @Override
            public void handleEvents(List<HistoryEvent> events) {
                events.forEach(this::handleEvent);
            }
        };
    }

    private static String deploy(ProcessEngine engine, String model) {
        return engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource(model)
                .deployWithResult()
                .getDeployedProcessDefinitions()
                .getFirst()
                .getId();
    }

    @Test
    void everyStatusThatIsNotTheEndIsOneInWhichATaskWaits() {
        Set<OrderStatus> statuses = map.tasks().stream()
                .flatMap(task -> task.activeIn().stream())
                .map(WaitingTask.State::status)
                .collect(Collectors.toSet());

        assertThat(Arrays.stream(OrderStatus.values()).filter(status -> !status.isTerminal()))
                .containsExactlyInAnyOrderElementsOf(statuses);
    }

    @ParameterizedTest
    @MethodSource("models")
    void everySettingThatAModelNamesIsThere(String model) {
        String version = model.equals(CURRENT) ? map.version() : model.replaceAll(".*-|\\.bpmn", "");
        ProcessMap named = ProcessModel.of(version).orElseThrow().map();

        assertThat(named.version()).isEqualTo(version);
        assertThat(new Patience(named, UsualPatience.PROPERTIES)
                        .from(Instant.EPOCH)
                        .byStatus())
                .containsOnly(
                        entry(OrderStatus.PAYMENT_DECLINED, new Deadline(null, Instant.EPOCH.plus(Duration.ofDays(7)))),
                        entry(
                                OrderStatus.BACK_ORDERED,
                                new Deadline(
                                        Instant.EPOCH.plus(Duration.ofDays(3)),
                                        Instant.EPOCH.plus(Duration.ofDays(30)))));
    }

    @Test
    void aSettingThatIsNotThereIsRefusedAtTheStart() {
        WaitingTask task = map.tasks().getFirst();
        var wrong = new WaitingTask(
                task.id(),
                task.name(),
                task.activeIn(),
                null,
                null,
                task.waitsFor(),
                task.from(),
                "waybill.order.no-such-patience",
                null,
                task.then(),
                false,
                null);

        assertThatThrownBy(() -> new Patience(new ProcessMap("1", List.of(wrong)), UsualPatience.PROPERTIES))
                .hasMessageContaining("waybill.order.no-such-patience");
    }
}
