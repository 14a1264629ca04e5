package dev.waybill.order.process;

import dev.waybill.order.Orders.Moment;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Where an order's process was after its events, as these tell it: the engine itself keeps no past. */
public final class ProcessPast {

    /** A decline, a back-order and a cancellation end the task at which they come, and it counts as not completed. */
    private static final Set<OrderStatus> INTERRUPTING =
            EnumSet.of(OrderStatus.PAYMENT_DECLINED, OrderStatus.BACK_ORDERED, OrderStatus.CANCELLING);

    private final ProcessMap map;
    private final Set<String> completed = new LinkedHashSet<>();
    private final Map<String, Duration> spent = new LinkedHashMap<>();
    private Map<String, Instant> places = new HashMap<>();
    private OrderStatus status = OrderStatus.PLACED;
    private int revision;

    private ProcessPast(ProcessMap map) {
        this.map = map;
    }

    /** After all of these moments, which are an order's from its first on. */
    public static ProcessPast after(ProcessMap map, List<Moment> moments) {
        var past = new ProcessPast(map);
        moments.forEach(past::go);
        return past;
    }

    /** Where the process was then. */
    public OrderProcess.Position position() {
        return new OrderProcess.Position(List.copyOf(places.keySet()), List.copyOf(completed), List.of(), millis());
    }

    /** What the order waits for after these moments, the most urgent first; none when it has ended. */
    public List<WaitingFor> waitingFor(Order order, Patience patience) {
        return map.waiting(order).stream()
                .map(task -> {
                    Instant since = Objects.requireNonNull(places.get(task.id()));
                    Instant until = patience.of(task, order, since).until();
                    return new WaitingFor(task.waitsFor(), task.from(), since, until, task.then());
                })
                .sorted(Comparator.comparing(WaitingFor::until))
                .toList();
    }

    /** How many milliseconds the order was at each activity that it has left, again and again if it came back. */
    Map<String, Long> millis() {
        Map<String, Long> millis = new LinkedHashMap<>();
        spent.forEach((activity, duration) -> millis.put(activity, duration.toMillis()));
        return millis;
    }

    private void go(Moment moment) {
        Order order = moment.order();
        boolean interrupted =
                order.revision() > revision || (order.status() != status && INTERRUPTING.contains(order.status()));
        Map<String, Instant> next = new LinkedHashMap<>();
        for (String place : map.places(order)) {
            next.put(place, places.getOrDefault(place, moment.at()));
        }
        places.forEach((place, since) -> {
            if (!next.containsKey(place)) {
                spent.merge(place, Duration.between(since, moment.at()), Duration::plus);
                if (!interrupted && !isCutOff(place, order)) {
                    completed.add(place);
                }
            }
        });
        completed.addAll(arrival(order));
        completed.removeAll(next.keySet());
        places = next;
        status = order.status();
        revision = order.revision();
    }

    /** A shipment that was stopped ends the task that waits for its dispatch. */
    private static boolean isCutOff(String place, Order order) {
        return place.equals("ShipOrder") && order.status() == OrderStatus.CANCELLING;
    }

    /** What is passed on the way to where an order in this status waits. */
    private List<String> arrival(Order order) {
        return switch (order.status()) {
            case PLACED -> List.of("OrderPlaced", "PrepareStarted");
            case PAYMENT_DECLINED -> List.of(status == OrderStatus.RESERVED ? "CaptureDeclined" : "PaymentDeclined");
            case BACK_ORDERED -> List.of("StockBackOrdered");
            case PAID -> List.of("Prepared", "Prepare", "ShipStarted");
            case SHIPPED -> List.of("Shipped", "Ship", "Dispatched");
            case CANCELLING -> {
                if (order.waitsSince() != OrderStatus.PAID) {
                    yield List.of("GiveUp", "Release");
                }
                yield order.hasAnswer("ShipmentCancelled")
                        ? List.of("ShipmentStopped", "NotShipped", "GiveUp", "Release")
                        : List.of("CancellationRequestedLate");
            }
            case COMPLETED -> List.of("Done", "OrderCompleted");
            case CANCELLED -> List.of("Released", "OrderCancelled");
            case INVOICED, AUTHORIZED, RESERVED -> List.of();
        };
    }
}
