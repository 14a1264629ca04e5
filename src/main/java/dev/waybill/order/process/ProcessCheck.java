package dev.waybill.order.process;

import dev.waybill.platform.context.ContextParts;
import dev.waybill.platform.context.SelfCheck;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** I6: an order that has ended has no process; I1: one that has not has one, or it would never end. */
@Component
class ProcessCheck implements SelfCheck {

    private static final String TERMINAL = "('COMPLETED', 'CANCELLED')";

    private final ContextParts parts;
    private final String select;

    ProcessCheck(@Qualifier("orderParts") ContextParts parts) {
        this.parts = parts;
        this.select = "select v.order_id, v.status, e.id_ from " + parts.schema() + ".order_view v left join "
                + parts.schema() + ".act_ru_execution e on e.business_key_ = v.order_id and e.parent_id_ is null"
                + " where (v.status in " + TERMINAL + ") = (e.id_ is not null) order by v.number";
    }

    @Override
    public List<Violation> violations() {
        return parts.jdbc()
                .query(
                        select,
                        (row, n) -> row.getString(3) == null
                                ? violation("I1", row.getString(1), row.getString(2), "has no process any more")
                                : violation("I6", row.getString(1), row.getString(2), "still has a process"));
    }

    private static Violation violation(String invariant, String orderId, String status, String what) {
        return new Violation(invariant, "order", orderId, "the order is " + status + " and " + what);
    }
}
