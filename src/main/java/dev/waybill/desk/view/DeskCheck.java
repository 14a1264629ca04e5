package dev.waybill.desk.view;

import dev.waybill.platform.audit.SelfCheck;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** I5: no count of the desk is negative; a negative one was added up wrongly. */
public final class DeskCheck implements SelfCheck {

    private static final String NEGATIVE = "select sku, received, reserved, back_ordered, shipped from desk.stock_desk"
            + " where least(received, reserved, back_ordered, shipped) < 0 order by sku";

    private final JdbcTemplate jdbc;

    public DeskCheck(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String context() {
        return "desk";
    }

    @Override
    public List<Violation> violations() {
        return jdbc.query(
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
