package dev.waybill.order.process;

import dev.waybill.order.domain.Order;
import dev.waybill.order.process.model.Patience;
import dev.waybill.order.process.model.ProcessMap;
import dev.waybill.order.process.model.ProcessPaths;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Where an order's process was after its events, derived from them and from the model: the engine itself keeps no past. */
public final class ProcessPast {

    private final ProcessMap map;
    private final ProcessPaths paths;
    private final Set<String> completed = new LinkedHashSet<>();
    private final Map<String, Duration> spent = new LinkedHashMap<>();
    private Map<String, Instant> places = new HashMap<>();
    private Order order = Order.NONE;

    ProcessPast(ProcessMap map, ProcessPaths paths) {
        this.map = map;
        this.paths = paths;
    }

    /** Where the process was then. */
    public OrderProcess.Position position() {
        return new OrderProcess.Position(
                List.copyOf(places.keySet()),
                completed.stream()
                        .filter(activity -> !places.containsKey(activity))
                        .toList(),
                List.of(),
                millis());
    }

    /** What the order waited for then, the most urgent first; none when it had ended. */
    List<WaitingFor> waitingFor(Patience patience) {
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

    void go(Moment moment) {
        order = moment.order();
        Map<String, Instant> next = new LinkedHashMap<>();
        map.places(order).forEach(place -> next.put(place, places.getOrDefault(place, moment.at())));
        List<String> arrived = next.keySet().stream()
                .filter(place -> !places.containsKey(place))
                .toList();
        places.forEach((place, since) -> {
            if (!next.containsKey(place)) {
                spent.merge(place, Duration.between(since, moment.at()), Duration::plus);
            }
        });
        if (order.status().isTerminal()) {
            arrive(next.keySet(), paths.ends());
            paths.ends().stream().filter(this::isReached).forEach(completed::add);
        } else {
            arrive(next.keySet(), arrived);
        }
        places = next;
    }

    /** What was completed and passed between where the process was and where it comes to. */
    private void arrive(Set<String> now, List<String> arrived) {
        if (places.isEmpty()) {
            completed.add(paths.start());
            arrived.forEach(to -> completed.addAll(paths.passed(paths.start(), to)));
        }
        places.keySet().forEach(from -> {
            if (!now.contains(from)
                    && (isJoining(from) || arrived.stream().anyMatch(to -> paths.completes(from, to)))) {
                completed.add(from);
            }
            arrived.forEach(to -> completed.addAll(paths.passed(from, to)));
        });
    }

    private boolean isReached(String end) {
        return places.keySet().stream().anyMatch(from -> paths.completes(from, end));
    }

    /** A task that is done waits at a gateway for those beside it. */
    private boolean isJoining(String place) {
        return map.tasks().stream()
                .anyMatch(task -> task.id().equals(place) && task.join() != null && task.isDoneIn(order));
    }
}
