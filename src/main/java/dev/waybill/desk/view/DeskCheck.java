package dev.waybill.desk.view;

import dev.waybill.platform.audit.SelfCheck;
import dev.waybill.platform.context.ContextRuntime;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** I5: the desk counts no less than nothing; what it shows else was added up wrong. */
@Component
class DeskCheck implements SelfCheck {

    private static final String NEGATIVE = "select sku, received, reserved, back_ordered, shipped from desk.stock_desk"
            + " where least(received, reserved, back_ordered, shipped) < 0 order by sku";

    private final ContextRuntime parts;

    DeskCheck(@Qualifier("deskParts") ContextRuntime parts) {
        this.parts = parts;
    }

    @Override
    public String context() {
        return parts.name();
    }

    @Override
    public List<Violation> violations() {
        return parts.jdbc()
                .query(
                        NEGATIVE,
                        (row, n) -> new Violation(
                                "I5",
                                "desk",
                                row.getString(1),
                                "the desk shows received %d, reserved %d, missing %d, issued %d"
                                        .formatted(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)),
                                "rebuild-view"));
    }
}
