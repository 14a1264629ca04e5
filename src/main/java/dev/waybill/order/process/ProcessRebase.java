package dev.waybill.order.process;

import dev.waybill.order.domain.Order;
import dev.waybill.platform.audit.AuditedContext.Mended;
import dev.waybill.platform.base.WakeableWorker;
import dev.waybill.platform.eventstore.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Moves running orders from an older version of the process's model to the one that orders are to follow: each order's
 * process ends and begins again where the order is, in one transaction under the lock of the order's head. Nothing is sent,
 * because what the order waits for is on its way already, and a deadline on record is kept. It looks by itself at the start
 * and once a minute, as another copy may have started orders under an older version meanwhile.
 */
public class ProcessRebase {

    private static final Logger log = LoggerFactory.getLogger(ProcessRebase.class);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final int BATCH = 20;

    /** What a rebase moves: how many orders of each older version, and how many wait at each of its tasks. */
    public record Plan(String to, SortedMap<String, Long> orders, SortedMap<String, Long> places) {}

    /** An order that could not be moved, and why; it goes on under its version. */
    public record Failed(String orderId, String cause) {}

    /**
     * How far the newest rebase of this process is.
     *
     * @param orders how many orders are left of each older version, whether they are being moved or not
     */
    public record RebaseState(
            String to, boolean running, long moved, SortedMap<String, Long> orders, List<Failed> failed) {}

    private static final class Run {

        private final List<String> versions;
        private final int perSecond;
        private String after = "";
        private long moved;
        private final List<Failed> failed = new ArrayList<>();
        private boolean done;

        Run(Collection<String> versions, int perSecond) {
            this.versions = List.copyOf(versions);
            this.perSecond = perSecond;
        }
    }

    private final ProcessVersions versions;
    private final ProcessedOrders orders;
    private final OrderInstances instances;
    private final OrderProcess process;
    private final Transactions transactions;
    private final WakeableWorker thread;
    private final int perSecond;
    private final boolean byItself;
    private @Nullable Run run;

    ProcessRebase(
            ProcessVersions versions,
            ProcessedOrders orders,
            OrderInstances instances,
            OrderProcess process,
            Transactions transactions,
            int perSecond,
            boolean byItself) {
        this.versions = versions;
        this.orders = orders;
        this.instances = instances;
        this.process = process;
        this.transactions = transactions;
        this.perSecond = perSecond;
        this.byItself = byItself;
        this.thread = new WakeableWorker("rebase-orders", LOOK, this::step);
    }

    /** Moves orders while the application runs. */
    public SmartLifecycle thread() {
        return thread;
    }

    /** What {@link #begin} would move. */
    public Plan plan(@Nullable String from) {
        SortedMap<String, Long> outdated = outdated(from);
        return new Plan(versions.target(), outdated, versions.places(outdated.keySet()));
    }

    /**
     * Begins to move all orders of an older version; one that is in progress is replaced by it.
     *
     * @param from the version to leave; null for all older ones
     * @param perSecond how many orders are moved in a second at most; null as the settings have it
     */
    public void begin(@Nullable String from, @Nullable Integer perSecond) {
        begin(outdated(from).keySet(), perSecond == null ? this.perSecond : perSecond);
        thread.wake();
    }

    private synchronized void begin(Collection<String> from, int pace) {
        run = new Run(from, pace);
    }

    /** How far the newest rebase is. */
    public synchronized RebaseState state() {
        Run newest = run;
        return newest == null
                ? new RebaseState(versions.target(), false, 0, outdated(null), List.of())
                : new RebaseState(
                        versions.target(), !newest.done, newest.moved, outdated(null), List.copyOf(newest.failed));
    }

    private SortedMap<String, Long> outdated(@Nullable String from) {
        SortedMap<String, Long> outdated = new TreeMap<>(versions.running());
        outdated.keySet().removeIf(version -> !versions.isOutdated(version) || from != null && !version.equals(from));
        return outdated;
    }

    private boolean step() throws InterruptedException {
        Run current = current();
        if (current == null) {
            return false;
        }
        long begun = System.nanoTime();
        List<String> batch = versions.orders(current.versions, current.after, Math.min(BATCH, current.perSecond));
        move(current, batch);
        if (batch.isEmpty()) {
            log.info(
                    "Moved {} orders to version {} of their process{}",
                    current.moved,
                    versions.target(),
                    current.failed.isEmpty() ? "" : "; " + current.failed.size() + " could not be moved");
            end(current);
            return false;
        }
        Duration pace = Duration.ofSeconds(1).multipliedBy(batch.size()).dividedBy(current.perSecond);
        Thread.sleep(Duration.ofNanos(Math.max(0, pace.toNanos() - (System.nanoTime() - begun))));
        return true;
    }

    /** The rebase that is in progress, or one that is needed now. */
    private synchronized @Nullable Run current() {
        if (run != null && !run.done) {
            return run;
        }
        if (!byItself) {
            return null;
        }
        SortedMap<String, Long> outdated = outdated(null);
        if (outdated.isEmpty()) {
            return null;
        }
        log.info("Moves running orders to version {} of their process; by version: {}", versions.target(), outdated);
        run = new Run(outdated.keySet(), perSecond);
        return run;
    }

    private synchronized void end(Run current) {
        current.done = true;
    }

    private void move(Run current, List<String> batch) {
        try {
            moved(current, move(batch));
        } catch (RuntimeException e) {
            log.debug("Could not move {} orders together, moves them one by one", batch.size(), e);
            batch.forEach(order -> moveAlone(current, order));
        }
        if (!batch.isEmpty()) {
            current.after = batch.getLast();
        }
    }

    private void moveAlone(Run current, String orderId) {
        try {
            moved(current, move(List.of(orderId)));
        } catch (RuntimeException e) {
            log.warn("Order {} could not be moved to version {} of its process", orderId, versions.target(), e);
            failed(current, new Failed(orderId, e.toString()));
        }
    }

    private synchronized void moved(Run current, int orders) {
        current.moved += orders;
    }

    private synchronized void failed(Run current, Failed failed) {
        current.failed.add(failed);
    }

    private int move(List<String> batch) {
        try (var permit = transactions.concurrencyLimit().acquireUninterruptibly()) {
            return transactions.in(() -> {
                orders.prefetch(batch);
                List<Order> outdated = batch.stream()
                        .map(orders::locked)
                        .filter(this::isOutdated)
                        .toList();
                process.together(() -> outdated.forEach(this::restart));
                return outdated.size();
            });
        }
    }

    /** Moves one order now. */
    public Mended move(Order order) {
        if (!isOutdated(order)) {
            return Mended.done("nothing: the order's process is not of an older version");
        }
        return Mended.done(
                "moved the process to version " + versions.target() + ", at " + String.join(" and ", restart(order)));
    }

    /** Whether the order, whose head is locked, still has a process of an older version. */
    private boolean isOutdated(Order order) {
        String version = order.status().isTerminal() ? null : versions.of(order.id());
        return version != null && versions.isOutdated(version);
    }

    private List<String> restart(Order order) {
        instances.end(order, "moved to version " + versions.target());
        return instances.begin(order, true);
    }
}
