package dev.waybill.order.application;

import dev.waybill.order.process.Moment;
import dev.waybill.order.process.ProcessReplay;
import dev.waybill.order.process.model.Patience;
import dev.waybill.order.process.model.ProcessMap;
import dev.waybill.order.process.model.WaitingTask;
import dev.waybill.platform.audit.SelfCheck;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** I9: what an order waits for comes, or its patience ends, before the deadline that the order names. */
public class OverdueCheck implements SelfCheck {

    /** A timer fires within 2 s of being due; what it leads to is recorded soon after. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** One state in which orders wait at a task. */
    private record Candidate(String status, @Nullable String answer, Instant before) {}

    /** At most so many are looked at; they are shown, and the others after them. */
    private static final int MOST = 1000;

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Orders orders;
    private final ProcessMap map;
    private final Patience patience;
    private final ProcessReplay replay;

    public OverdueCheck(
            JdbcTemplate jdbc, Clock clock, Orders orders, ProcessMap map, Patience patience, ProcessReplay replay) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.orders = orders;
        this.map = map;
        this.patience = patience;
        this.replay = replay;
    }

    @Override
    public String context() {
        return "order";
    }

    @Override
    public List<Violation> violations() {
        Instant now = clock.instant();
        return candidates(now).stream()
                .flatMap(id -> overdue(id, now.minus(GRACE)).stream())
                .toList();
    }

    /** Orders to which nothing has happened for as long as they may wait. */
    private List<String> candidates(Instant now) {
        List<Candidate> all = new ArrayList<>();
        for (WaitingTask task : map.tasks()) {
            Instant before = now.minus(patience.of(task));
            task.activeIn().stream()
                    .map(state -> state.status().name())
                    .distinct()
                    .forEach(status -> all.add(new Candidate(status, task.answeredBy(), before)));
        }
        return jdbc.queryForList(
                "select id from (select v.order_id id, v.status, last.occurred_at at from orders.order_view v"
                        + " cross join lateral (select version from orders.stream"
                        + " where id = 'order/' || v.order_id offset 0) s"
                        + " cross join lateral (select occurred_at from orders.event"
                        + " where stream = 'order/' || v.order_id and version = s.version offset 0) last"
                        + " where v.status = any(?)) open"
                        + " where exists (select from unnest(?::text[], ?::text[], ?::timestamptz[])"
                        + " c(status, answer, before) where c.status = open.status and open.at < c.before"
                        + " and not exists (select from orders.event e"
                        + " where e.stream = 'order/' || open.id and e.type = c.answer)) order by at limit ?",
                String.class,
                all.stream().map(Candidate::status).distinct().toArray(String[]::new),
                all.stream().map(Candidate::status).toArray(String[]::new),
                all.stream().map(Candidate::answer).toArray(String[]::new),
                all.stream().map(candidate -> candidate.before().toString()).toArray(String[]::new),
                MOST);
    }

    private Optional<Violation> overdue(String orderId, Instant now) {
        List<Moment> moments = orders.moments(orderId);
        return moments.isEmpty() ? Optional.empty() : overdue(orderId, moments, now);
    }

    private Optional<Violation> overdue(String orderId, List<Moment> moments, Instant now) {
        var order = moments.getLast().order();
        return replay.waitingFor(moments).stream()
                .filter(waiting -> waiting.until().isBefore(now))
                .findFirst()
                .map(waiting -> new Violation(
                        "I9",
                        context(),
                        orderId,
                        "the order is " + order.status() + " and has waited for " + waiting.what() + " since "
                                + waiting.since() + ", longer than until " + waiting.until(),
                        "ask-again"));
    }
}
