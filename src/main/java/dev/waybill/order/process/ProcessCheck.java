package dev.waybill.order.process;

import dev.waybill.platform.audit.SelfCheck;
import dev.waybill.platform.context.ContextRuntime;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** I6: an order that has ended has no process; I1: one that has not has one, or it would never end. */
@Component
class ProcessCheck implements SelfCheck {

    private static final String ENDED = "('OrderCompleted', 'OrderCancelled')";

    private final ContextRuntime parts;
    private final String select;

    /** Looks at the streams and the engine in one snapshot; the search view, which follows them, only gives a word. */
    ProcessCheck(@Qualifier("orderParts") ContextRuntime parts) {
        this.parts = parts;
        this.select = ("select substr(s.id, 7), coalesce(v.status, last.type), e.id_ from %1$s.stream s"
                        + " join %1$s.event last on last.stream = s.id and last.version = s.version"
                        + " left join %1$s.act_ru_execution e on e.business_key_ = substr(s.id, 7)"
                        + " and e.parent_id_ is null left join %1$s.order_view v on v.order_id = substr(s.id, 7)"
                        + " where s.id like 'order/%%' and (last.type in " + ENDED + ") = (e.id_ is not null)"
                        + " order by last.position")
                .formatted(parts.schema());
    }

    @Override
    public String context() {
        return parts.name();
    }

    @Override
    public List<Violation> violations() {
        return parts.jdbc()
                .query(
                        select,
                        (row, n) -> row.getString(3) == null
                                ? violation(
                                        "I1",
                                        row.getString(1),
                                        row.getString(2),
                                        "has no process any more",
                                        "resume-process")
                                : violation(
                                        "I6",
                                        row.getString(1),
                                        row.getString(2),
                                        "still has a process",
                                        "end-process"));
    }

    private static Violation violation(String invariant, String orderId, String status, String what, String repair) {
        return new Violation(invariant, "order", orderId, "the order is " + status + " and " + what, repair);
    }
}
