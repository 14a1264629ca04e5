package dev.waybill.platform.eventstore;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction of one context will write: it holds the locked heads and collects rows, which leave in one
 * statement per table just before the commit, however many messages the transaction handles.
 */
public final class UnitOfWork {

    private final HeadTable table;
    private final Map<StreamId, Head> heads = new TreeMap<>();
    private final Map<StreamId, Object> states = new HashMap<>();
    private final Map<RowWriter<?>, List<Object>> rows = new LinkedHashMap<>();
    private final Set<Runnable> afterCommit = new LinkedHashSet<>();
    private @Nullable Cause cause;

    UnitOfWork(HeadTable table) {
        this.table = table;
    }

    /** Locks all these heads at once, in the order of their ids. */
    public void lock(Collection<StreamId> ids) {
        List<StreamId> missing =
                ids.stream().filter(id -> !heads.containsKey(id)).distinct().toList();
        if (!missing.isEmpty()) {
            table.lock(missing).forEach(head -> heads.put(head.id(), head));
        }
    }

    /** The head of a stream, locked now if it is not yet. */
    public Head head(StreamId id) {
        lock(List.of(id));
        Head head = heads.get(id);
        if (head == null) {
            throw new IllegalStateException("the head of " + id + " could not be locked");
        }
        return head;
    }

    /** Collects a row; the same writer gets all of its rows at once. */
    public <R> void write(RowWriter<R> writer, R row) {
        rows.computeIfAbsent(writer, w -> new ArrayList<>()).add(row);
    }

    /** Runs the action once after the commit, however often it is added in this transaction. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /** Sets why the following happens. */
    public void because(Cause cause) {
        this.cause = cause;
    }

    /** Why things happen now; without a cause that was set they belong to the flow of their own subject. */
    public Cause cause(String subject) {
        return cause == null ? Cause.of(subject, "internal") : cause;
    }

    @Nullable
    Object state(StreamId id) {
        return states.get(id);
    }

    void remember(StreamId id, Object state) {
        states.put(id, state);
    }

    @SuppressWarnings("unchecked") // a writer and its rows are put together in write(...)
    void flush() {
        while (!rows.isEmpty()) {
            var batch = new LinkedHashMap<>(rows);
            rows.clear();
            batch.forEach((writer, collected) -> ((RowWriter<Object>) writer).write(collected));
        }
        table.save(heads.values());
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }
}
