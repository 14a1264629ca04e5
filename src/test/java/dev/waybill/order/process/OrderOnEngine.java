package dev.waybill.order.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.waybill.contract.Item;
import dev.waybill.contract.Message;
import dev.waybill.contract.Money;
import dev.waybill.contract.Samples;
import dev.waybill.contract.billing.BillingEvent;
import dev.waybill.contract.inventory.InventoryEvent;
import dev.waybill.contract.shipping.ShippingEvent;
import dev.waybill.order.application.OrderUseCases;
import dev.waybill.order.application.Orders;
import dev.waybill.order.application.Pricing;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderAction;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.domain.ShipTo;
import dev.waybill.order.messaging.AnswerListener;
import dev.waybill.order.process.model.ProcessMap;
import dev.waybill.order.process.model.ProcessModel;
import dev.waybill.order.process.model.ProcessPaths;
import dev.waybill.order.publishing.CustomerNotices;
import dev.waybill.order.publishing.ServiceCommands;
import dev.waybill.platform.eventstore.Decided;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Job;
import org.jspecify.annotations.Nullable;

/**
 * An order with its real decider, flow, tasks and model on an engine in memory; store, broker and services are not there.
 * Each service answers its commands in their order, well or badly, and with any delay.
 */
final class OrderOnEngine {

    /** What was asked of a service, at a revision. */
    private record Asked(String command, int revision) {}

    private static final ProcessPaths PATHS = ProcessModel.current().paths();
    private static final Money MONEY = Money.ofMinor(11_900, "EUR");
    private static final List<Item> ITEMS = List.of(new Item("LAMP", 1));

    private Random random = new Random(0);
    private final Map<String, Queue<Asked>> services = new HashMap<>();
    private final List<String> history = new ArrayList<>();
    private final OrderUseCases useCases;
    private final AnswerListener listener;
    private final ProcessTasks tasks;
    private final ProcessMap map = ProcessModel.current().map();
    private final Map<String, Message> answered = new HashMap<>();
    private @Nullable ProcessEngine engine;
    private Order order = Order.NONE;
    private ProcessPast past = new ProcessPast(map, PATHS);
    private boolean resumed;
    private String id = "";
    private String definition = "";
    private int reservedFor;
    private boolean released;
    private boolean missing;
    private boolean dispatched;
    private boolean stopped;

    OrderOnEngine() {
        Orders orders = mock(Orders.class, call -> switch (call.getMethod().getName()) {
            case "locked" -> order;
            case "handle" -> handle(call.getArgument(1));
            default -> throw new UnsupportedOperationException(call.toString());
        });
        OrderProcess process = mock(OrderProcess.class, call -> {
            switch (call.getMethod().getName()) {
                case "start" ->
                    engine().getRuntimeService().startProcessInstanceById(definition, call.<String>getArgument(0));
                case "deliver" -> deliver(call.getArgument(1));
                case "interrupt" -> {
                    if (deliver(call.getArgument(1)) == 0) {
                        throw new AssertionError("no task waits for " + call.getArgument(1) + " after " + history);
                    }
                }
                default -> throw new UnsupportedOperationException(call.toString());
            }
            return null;
        });
        ServiceCommands commands = mock(ServiceCommands.class, call -> {
            ask(call.getArgument(0), call.<Order>getArgument(1).revision());
            return null;
        });
        Pricing pricing = mock(
                Pricing.class,
                call -> new Pricing.Priced(
                        order.terms().lines(), "EUR", null, 1, order.terms().amounts()));
        Clock clock = Clock.systemUTC();
        this.tasks = new ProcessTasks(
                orders, commands, mock(CustomerNotices.class), UsualPatience.PATIENCE, clock, UsualPatience.PROPERTIES);
        this.useCases = OrderUseCases.of(orders, process, pricing, UsualPatience.PATIENCE, clock);
        this.listener =
                new AnswerListener("answers", orders, useCases.recordAnswer(), process, mock(ProcessIncidents.class));
    }

    /** What the model's tasks are bound to. */
    Map<Object, Object> beans() {
        return tasks.elements();
    }

    /** Begins another order under a version of the process; the seed determines its history. */
    void place(ProcessEngine on, String definitionId, String orderId, long seed) {
        engine = on;
        definition = definitionId;
        random = new Random(seed);
        id = orderId;
        order = Order.NONE;
        past = new ProcessPast(map, PATHS);
        resumed = false;
        services.clear();
        answered.clear();
        history.clear();
        reservedFor = 0;
        released = false;
        missing = false;
        dispatched = false;
        stopped = false;
        OrderPlaced sample = (OrderPlaced) Samples.of(OrderPlaced.class);
        useCases.placeOrder()
                .place(new OrderPlaced(
                        orderId,
                        sample.customerId(),
                        sample.lines(),
                        "EUR",
                        null,
                        1,
                        sample.amounts(),
                        null,
                        sample.shipTo(),
                        "pm_card_visa",
                        null,
                        Map.of(),
                        sample.placedAt()));
    }

    private ProcessEngine engine() {
        return Objects.requireNonNull(engine);
    }

    Order order() {
        return order;
    }

    /** Where its process was after these events. */
    ProcessPast past() {
        return past;
    }

    /** Whether its process was lost meanwhile, so that the engine knows half of it. */
    boolean wasResumed() {
        return resumed;
    }

    /** What happened, for the message of a failed check. */
    List<String> history() {
        return history;
    }

    /** Takes one random step: most often a service answers. */
    void step() {
        switch (random.nextInt(13)) {
            case 0 -> wish(OrderAction.CANCEL, () -> useCases.cancelOrder().cancel(id, "why", ""));
            case 1 ->
                wish(OrderAction.CHANGE_ADDRESS, () -> useCases.changeShipTo().change(id, another()));
            case 2 ->
                wish(
                        OrderAction.CHANGE_PAYMENT_METHOD,
                        () -> useCases.changePaymentMethod().change(id, "pm_" + random.nextInt(1_000_000)));
            case 3 -> timer();
            case 4 -> loseAndResume();
            default -> answer();
        }
    }

    /** Does what is possible; what is not possible is refused and changes nothing. */
    private void wish(OrderAction action, BooleanSupplier wish) {
        Order before = order;
        boolean possible = OrderAction.of(order).contains(action);
        boolean repeated = action == OrderAction.CANCEL && order.status() == OrderStatus.CANCELLING;
        history.add(action.name());

        boolean accepted = wish.getAsBoolean();

        assertThat(accepted).as("after %s", history).isEqualTo(possible || repeated);
        assertThat(order.equals(before)).as("unchanged after %s", history).isNotEqualTo(possible);
    }

    private ShipTo another() {
        return new ShipTo("Ada", "Street " + random.nextInt(1_000_000), "Berlin", "10115", "DE");
    }

    private void timer() {
        List<Job> jobs = engine().getManagementService().createJobQuery().list();
        if (!jobs.isEmpty()) {
            Job job = jobs.get(random.nextInt(jobs.size()));
            history.add("timer");
            engine().getManagementService().executeJob(job.getId());
        }
    }

    /** As ProcessRepair does: it goes on under the newest version. */
    private void loseAndResume() {
        history.add("process lost and resumed");
        resumed = true;
        engine().getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(id)
                .list()
                .forEach(lost -> engine().getRuntimeService().deleteProcessInstance(lost.getId(), "lost", true));
        var start = engine().getRuntimeService()
                .createProcessInstanceByKey(ProcessModel.KEY)
                .businessKey(id)
                .setVariables(UsualPatience.PATIENCE.timers(order, Instant.now()));
        map.startingPoints(order).forEach(start::startBeforeActivity);
        start.execute();
    }

    private void ask(String command, int revision) {
        String service = switch (command) {
            case "reserveStock", "releaseStock", "issueStock" -> "inventory";
            case "shipOrder", "cancelShipment" -> "shipping";
            default -> "billing";
        };
        ask(service, command, revision);
    }

    private void ask(String service, String command, int revision) {
        services.computeIfAbsent(service, name -> new ArrayDeque<>()).add(new Asked(command, revision));
    }

    private void answer() {
        List<Queue<Asked>> asked =
                services.values().stream().filter(queue -> !queue.isEmpty()).toList();
        if (!asked.isEmpty()) {
            answer(asked.get(random.nextInt(asked.size())).remove());
        }
    }

    private void answer(Asked asked) {
        int revision = asked.revision();
        boolean well = random.nextInt(4) > 0;
        switch (asked.command()) {
            case "prepareInvoice" ->
                receivesAlways(
                        asked,
                        well || random.nextBoolean()
                                ? new BillingEvent.InvoicePrepared(id, revision, MONEY)
                                : new BillingEvent.BillableAmountRejected(id, revision, MONEY, MONEY));
            case "authorizePayment" ->
                receivesAlways(
                        asked,
                        well
                                ? new BillingEvent.PaymentAuthorized(id, revision, MONEY)
                                : new BillingEvent.PaymentDeclined(id, revision, "declined"));
            case "capturePayment" ->
                receivesAlways(
                        asked,
                        well
                                ? new BillingEvent.PaymentCaptured(id, revision, "p-" + revision, MONEY)
                                : new BillingEvent.PaymentDeclined(id, revision, "refused"));
            case "releasePayment" -> receives(new BillingEvent.PaymentReleased(id, revision));
            case "reserveStock" -> {
                boolean filled = reservedFor == revision && !missing;
                reservedFor = revision;
                missing = !filled && !well && !released;
                if (!missing) {
                    receives(new InventoryEvent.StockReserved(id, revision, ITEMS));
                } else {
                    receives(new InventoryEvent.StockBackOrdered(id, revision, 1, List.of(), ITEMS));
                    ask("inventory", "fill", revision);
                }
            }
            case "fill" -> {
                if (reservedFor == revision && !released) {
                    missing = false;
                    receives(new InventoryEvent.StockReserved(id, revision, ITEMS));
                }
            }
            case "releaseStock" -> {
                released = true;
                receives(new InventoryEvent.StockReleased(id, revision));
            }
            case "issueStock" -> receives(new InventoryEvent.StockIssued(id, revision, ITEMS));
            case "shipOrder" -> ask("shipping", "dispatch", revision); // the carrier takes its time
            case "dispatch" -> {
                if (!stopped) {
                    dispatched = true;
                    receives(new ShippingEvent.ShipmentDispatched(id, revision, id, "T-1"));
                    ask("shipping", "deliver", revision);
                }
            }
            case "deliver" -> receives(new ShippingEvent.ShipmentDelivered(id, revision, id));
            case "cancelShipment" -> {
                stopped = !dispatched;
                receives(
                        dispatched
                                ? new ShippingEvent.ShipmentCancellationRefused(id, revision)
                                : new ShippingEvent.ShipmentCancelled(id, revision));
            }
            default -> throw new AssertionError(asked.toString());
        }
    }

    /** A service that is asked again answers what it has answered before. */
    private void receivesAlways(Asked asked, Message message) {
        receives(answered.computeIfAbsent(asked.toString(), key -> message));
    }

    private void receives(Message message) {
        history.add(message.getClass().getSimpleName());
        listener.handle(message);
    }

    private Decided<Order, OrderEvent> handle(OrderCommand command) {
        List<OrderEvent> events = Orders.DECIDER.decide().apply(order, command);
        for (OrderEvent event : events) {
            order = Orders.DECIDER.evolve().apply(order, event);
            past.go(new Moment(order, Instant.now()));
        }
        return new Decided<>(order, events);
    }

    private int deliver(String message) {
        var waiting = engine().getRuntimeService()
                .createExecutionQuery()
                .processInstanceBusinessKey(id)
                .messageEventSubscriptionName(message)
                .list();
        waiting.forEach(execution -> engine().getRuntimeService().messageEventReceived(message, execution.getId()));
        return waiting.size();
    }

    boolean hasEnded() {
        return order.status() == OrderStatus.COMPLETED || order.status() == OrderStatus.CANCELLED;
    }
}
