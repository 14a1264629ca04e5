package dev.waybill.order.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.init;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.reset;

import dev.waybill.order.domain.Deadline;
import dev.waybill.order.process.engine.EngineLanguages;
import dev.waybill.order.process.model.ProcessModel;
import dev.waybill.order.process.model.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The paths of the process: given what it has received, when the next answer comes, then these tasks run and it waits there. */
class OrderProcessTest {

    private static final Set<String> visited = new TreeSet<>();
    private static final List<String> tasks = new ArrayList<>();
    private static ProcessEngine engine;

    private ProcessInstance order;

    private static final Deadline DEADLINE =
            new Deadline(Instant.now().plus(Duration.ofDays(3)), Instant.now().plus(Duration.ofDays(30)));

    @BeforeAll
    static void startEngine() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:order-process;DB_CLOSE_DELAY=-1");
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setJobExecutorActivate(false);
        EngineLanguages.restrict(configuration, recordingTasks());
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource("processes/order-fulfillment.bpmn")
                .deploy();
        init(engine);
    }

    private static Map<Object, Object> recordingTasks() {
        Map<Object, Object> beans = new HashMap<>();
        ProcessModelTest.boundTasks()
                .forEach(name -> beans.put(name, (ExecutionListener) execution -> {
                    tasks.add(name);
                    switch (name) {
                        case "askForPaymentMethod", "announceBackOrder" ->
                            execution.setVariables(Timers.variables(DEADLINE, Instant.now()));
                        default -> {}
                    }
                }));
        return beans;
    }

    @BeforeEach
    void placeOrder() {
        init(engine);
        tasks.clear();
        order = engine.getRuntimeService().startProcessInstanceByKey(ProcessModel.KEY, "order-1");
    }

    @AfterEach
    void forgetOrder() {
        engine.getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(order.getId())
                .list()
                .forEach(activity -> visited.add(activity.getActivityId()));
        if (engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(order.getId())
                        .count()
                > 0) {
            engine.getRuntimeService().deleteProcessInstance(order.getId(), "the test is over");
        }
        reset();
    }

    @AfterAll
    static void everyFlowNodeWasVisited() {
        Set<String> nodes = new TreeSet<>();
        ProcessModelTest.model().getModelElementsByType(FlowNode.class).forEach(node -> nodes.add(node.getId()));
        engine.close();
        assertThat(visited).containsAll(nodes);
    }

    @Test
    void asksForTheInvoiceFirst() {
        waitsAt("PrepareInvoice");
        asked("prepareInvoice");
    }

    @Test
    void travelsStraightToTheCustomersDoor() {
        receives("InvoicePrepared", "PaymentAuthorized", "StockReserved", "PaymentCaptured", "ShipmentDispatched");
        waitsAt("DeliverParcel", "IssueStock");
        receives("StockIssued", "ShipmentDelivered");
        asked(
                "prepareInvoice",
                "authorizePayment",
                "reserveStock",
                "capturePayment",
                "shipOrder",
                "tellShipped",
                "issueStock",
                "completeOrder");
        endedAt("OrderCompleted");
    }

    @Test
    void completesWhenTheParcelArrivesBeforeTheStockIsIssued() {
        receives("InvoicePrepared", "PaymentAuthorized", "StockReserved", "PaymentCaptured", "ShipmentDispatched");
        receives("ShipmentDelivered", "StockIssued");
        endedAt("OrderCompleted");
    }

    @Test
    void releasesAllWhenTheAmountIsRejected() {
        receives("BillableAmountRejected");
        waitsAt("ReleasePayment", "ReleaseStock");
        receives("StockReleased", "PaymentReleased");
        asked("prepareInvoice", "releasePayment", "releaseStock", "cancelOrder");
        endedAt("OrderCancelled");
    }

    @Test
    void asksForAnotherPaymentMethodAfterADecline() {
        receives("InvoicePrepared", "PaymentDeclined");
        waitsAt("AwaitPaymentMethod");
        receives("PaymentMethodChanged");
        waitsAt("AuthorizePayment");
        asked("prepareInvoice", "authorizePayment", "askForPaymentMethod", "authorizePayment");
    }

    @Test
    void asksAgainAfterEachDecline() {
        receives("InvoicePrepared", "PaymentDeclined", "PaymentMethodChanged", "PaymentDeclined");
        waitsAt("AwaitPaymentMethod");
    }

    @Test
    void releasesAllWhenThePaymentPatienceRunsOut() {
        receives("InvoicePrepared", "PaymentDeclined");
        timerFires("PaymentPatience");
        waitsAt("ReleasePayment", "ReleaseStock");
        receives("PaymentReleased", "StockReleased");
        asked(
                "prepareInvoice",
                "authorizePayment",
                "askForPaymentMethod",
                "paymentPatienceRanOut",
                "releasePayment",
                "releaseStock",
                "cancelOrder");
        endedAt("OrderCancelled");
    }

    @Test
    void asksForAnotherPaymentMethodWhenTheCaptureIsRefused() {
        receives("InvoicePrepared", "PaymentAuthorized", "StockReserved", "PaymentDeclined");
        waitsAt("AwaitPaymentMethod");
        receives("PaymentMethodChanged", "PaymentAuthorized", "StockReserved");
        waitsAt("CapturePayment");
    }

    @Test
    void waitsForStockThatIsMissing() {
        receives("InvoicePrepared", "PaymentAuthorized", "StockBackOrdered");
        waitsAt("AwaitStock");
        receives("StockReserved");
        waitsAt("CapturePayment");
    }

    @Test
    void remindsTheCustomerOfABackOrderAndGoesOnWaiting() {
        receives("InvoicePrepared", "PaymentAuthorized", "StockBackOrdered");
        timerFires("BackOrderReminder");
        waitsAt("AwaitStock");
        asked("prepareInvoice", "authorizePayment", "reserveStock", "announceBackOrder", "remindOfBackOrder");
        receives("StockReserved");
        waitsAt("CapturePayment");
    }

    @Test
    void releasesAllWhenTheBackOrderPatienceRunsOut() {
        receives("InvoicePrepared", "PaymentAuthorized", "StockBackOrdered");
        timerFires("BackOrderPatience");
        waitsAt("ReleasePayment", "ReleaseStock");
        receives("PaymentReleased", "StockReleased");
        asked(
                "prepareInvoice",
                "authorizePayment",
                "reserveStock",
                "announceBackOrder",
                "backOrderPatienceRanOut",
                "releasePayment",
                "releaseStock",
                "cancelOrder");
        endedAt("OrderCancelled");
    }

    /** What the order has received when it waits at each of its tasks before the shipment. */
    static Stream<Arguments> waitsBeforeTheShipment() {
        return Stream.of(
                Arguments.of("PrepareInvoice", List.of()),
                Arguments.of("AuthorizePayment", List.of("InvoicePrepared")),
                Arguments.of("AwaitPaymentMethod", List.of("InvoicePrepared", "PaymentDeclined")),
                Arguments.of("ReserveStock", List.of("InvoicePrepared", "PaymentAuthorized")),
                Arguments.of("AwaitStock", List.of("InvoicePrepared", "PaymentAuthorized", "StockBackOrdered")),
                Arguments.of("CapturePayment", List.of("InvoicePrepared", "PaymentAuthorized", "StockReserved")));
    }

    @ParameterizedTest(name = "at {0}")
    @MethodSource("waitsBeforeTheShipment")
    void preparesAgainWhenTheCustomerChangesSomething(String at, List<String> received) {
        receives(received.toArray(String[]::new));
        waitsAt(at);
        receives("ChangeRequested");
        waitsAt("PrepareInvoice");
        receives("InvoicePrepared", "PaymentAuthorized", "StockReserved");
        waitsAt("CapturePayment");
    }

    @ParameterizedTest(name = "at {0}")
    @MethodSource("waitsBeforeTheShipment")
    void releasesAllWhenTheCustomerCancels(String at, List<String> received) {
        receives(received.toArray(String[]::new));
        waitsAt(at);
        receives("CancellationRequested");
        waitsAt("ReleasePayment", "ReleaseStock");
        receives("StockReleased", "PaymentReleased");
        endedAt("OrderCancelled");
    }

    @Test
    void takesChangeAfterChangeAndThenACancellation() {
        receives("InvoicePrepared", "ChangeRequested", "InvoicePrepared", "PaymentAuthorized", "ChangeRequested");
        waitsAt("PrepareInvoice");
        receives("ChangeRequested", "CancellationRequested");
        waitsAt("ReleasePayment", "ReleaseStock");
    }

    @Test
    void changesNothingAnyMoreWhileItReleases() {
        receives("CancellationRequested", "ChangeRequested", "CancellationRequested", "InvoicePrepared");
        waitsAt("ReleasePayment", "ReleaseStock");
    }

    @Test
    void asksShippingOnceTheShipmentWasAskedFor() {
        toShipment();
        receives("CancellationRequested");
        waitsAt("ShipOrder", "CancelShipment");
    }

    @Test
    void releasesAllWhenShippingStopsTheParcel() {
        toShipment();
        receives("CancellationRequested", "ShipmentCancelled");
        waitsAt("ReleasePayment", "ReleaseStock");
        receives("PaymentReleased", "StockReleased");
        asked(
                "prepareInvoice",
                "authorizePayment",
                "reserveStock",
                "capturePayment",
                "shipOrder",
                "cancelShipment",
                "releasePayment",
                "releaseStock",
                "cancelOrder");
        endedAt("OrderCancelled");
    }

    @Test
    void goesOnToTheCustomerWhenTheCancellationLosesTheRaceAgainstDispatch() {
        toShipment();
        receives("CancellationRequested", "ShipmentDispatched", "ShipmentCancellationRefused");
        waitsAt("DeliverParcel", "IssueStock");
        receives("StockIssued", "ShipmentDelivered");
        endedAt("OrderCompleted");
    }

    @Test
    void goesOnToTheCustomerWhenTheRefusalComesBeforeTheNewsOfTheDispatch() {
        toShipment();
        receives("CancellationRequested", "ShipmentCancellationRefused");
        waitsAt("ShipOrder");
        receives("ShipmentDispatched");
        waitsAt("DeliverParcel", "IssueStock");
    }

    /** News of the dispatch is the refusal, so it is handled first, in one command with it; the delivery then finds its wait. */
    @Test
    void receivesTheDeliveryThatOvertookTheRefusal() {
        toShipment();
        receives("CancellationRequested", "ShipmentCancellationRefused", "ShipmentDispatched", "ShipmentDelivered");
        receives("StockIssued");
        endedAt("OrderCompleted");
    }

    private void toShipment() {
        receives("InvoicePrepared", "PaymentAuthorized", "StockReserved", "PaymentCaptured");
        waitsAt("ShipOrder");
    }

    @Test
    void isNotDisturbedByWhatItDoesNotWaitFor() {
        receives("InvoicePrepared", "StockReserved", "PaymentCaptured", "PaymentMethodChanged");
        waitsAt("AuthorizePayment");
    }

    private void receives(String... messages) {
        for (String message : messages) {
            engine.getRuntimeService()
                    .createMessageCorrelation(message)
                    .processInstanceBusinessKey("order-1")
                    .correlateAllWithResult();
        }
    }

    private void timerFires(String boundary) {
        var timer = engine.getManagementService()
                .createJobQuery()
                .timers()
                .activityId(boundary)
                .processInstanceId(order.getId())
                .singleResult();
        engine.getManagementService().executeJob(timer.getId());
    }

    private void waitsAt(String... activities) {
        assertThat(tokens(engine.getRuntimeService().getActivityInstance(order.getId())))
                .containsExactlyInAnyOrder(activities);
    }

    private static Stream<String> tokens(ActivityInstance instance) {
        return instance.getChildActivityInstances().length == 0
                ? Stream.of(instance.getActivityId())
                : Arrays.stream(instance.getChildActivityInstances()).flatMap(OrderProcessTest::tokens);
    }

    private void endedAt(String end) {
        BpmnAwareTests.assertThat(order).isEnded().hasPassed(end);
    }

    private static void asked(String... names) {
        assertThat(tasks).containsExactly(names);
    }
}
