package dev.waybill.platform.audit;

import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.eventstore.StreamId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One context's books, read as of one instant. */
public final class ContextAudit {

    private static final int EVENTS_PER_SUBJECT = 20;

    private final AuditedContext audited;
    private final ContextRuntime runtime;
    private final SelfChecks own;
    private final LaneReader lanes;
    private final String moved;
    private final String newest;

    /** @param checks those of the audited context; others are not run */
    public ContextAudit(ContextRuntime runtime, AuditedContext audited, List<SelfCheck> checks) {
        this.audited = audited;
        this.runtime = runtime;
        this.own = new SelfChecks(
                runtime,
                checks.stream()
                        .filter(check -> check.context().equals(runtime.name()))
                        .toList());
        this.lanes = new LaneReader(runtime.jdbc(), runtime.schema(), audited.categories());
        this.moved = "select stream from (select stream, position, occurred_at from " + runtime.schema()
                + ".event order by transaction desc, position desc limit ?) newest"
                + " where occurred_at >= ? group by stream order by max(position) desc";
        this.newest = "select s.id, e.occurred_at from " + runtime.schema() + ".stream s join " + runtime.schema()
                + ".event e on e.stream = s.id and e.version = s.version where s.id = any(?)";
    }

    /** What the books hold of these subjects alone. */
    public AuditReport report(Collection<String> subjects) {
        return report(false, null, 0, 0, subjects);
    }

    /**
     * What the books hold.
     *
     * @param everything whether all of the books are checked too
     * @param since adds what is open and what was moved since then; null for nothing more than the subjects named
     * @param most how many of those moved are enough, the newest
     * @param turn which part of the open subjects is wanted, where there are very many
     */
    public AuditReport report(
            boolean everything, @Nullable Instant since, int most, int turn, Collection<String> subjects) {
        return runtime.snapshot(() -> {
            Set<String> wanted = new TreeSet<>(subjects);
            int turns = 1;
            if (since != null) {
                var open = OpenSubjects.part(audited.open(), turn);
                turns = open.turns();
                wanted.addAll(open.subjects());
                wanted.addAll(moved(since, most));
            }
            return new AuditReport(
                    everything ? own.violations() : List.of(),
                    wanted,
                    audited.standings(wanted),
                    lanes.of(wanted),
                    newest(wanted),
                    turns);
        });
    }

    private Set<String> moved(Instant since, int most) {
        Set<String> categories = new HashSet<>(audited.categories());
        return runtime
                .jdbc()
                .queryForList(
                        moved, String.class, most * EVENTS_PER_SUBJECT, OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .stream()
                .map(StreamId::parse)
                .filter(stream -> categories.contains(stream.category()))
                .limit(most)
                .map(StreamId::id)
                .collect(Collectors.toSet());
    }

    private Map<String, Instant> newest(Set<String> subjects) {
        Map<String, Instant> times = new HashMap<>();
        runtime.jdbc()
                .query(
                        newest,
                        row -> {
                            times.merge(
                                    StreamId.parse(row.getString(1)).id(),
                                    row.getObject(2, OffsetDateTime.class).toInstant(),
                                    (one, other) -> one.isAfter(other) ? one : other);
                        },
                        (Object) LaneReader.streams(audited.categories(), subjects));
        return times;
    }
}
