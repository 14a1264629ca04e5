package dev.waybill.ecommerce.notice;

import dev.waybill.platform.context.ContextParts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The sandbox behind customer notices: keeps what each customer was told. */
@Component
public class Mailbox {

    private static final int SHOWN = 200;

    private final ContextParts parts;

    Mailbox(@Qualifier("ecommerceParts") ContextParts parts) {
        this.parts = parts;
    }

    /** Puts a notice into the customer's mailbox, with the current transaction. */
    public void put(String customerId, Notice notice) {
        parts.jdbc()
                .update(
                        "insert into ecommerce.mailbox (customer_id, order_id, purpose, detail, deadline, choices, told_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?)",
                        customerId,
                        notice.orderId(),
                        notice.purpose(),
                        notice.detail(),
                        utc(notice.deadline()),
                        notice.choices().toArray(String[]::new),
                        utc(notice.toldAt()));
    }

    /** What a customer was told last, newest first. */
    public List<Notice> of(String customerId) {
        return parts.jdbc()
                .query(
                        "select order_id, purpose, detail, deadline, choices, told_at from ecommerce.mailbox"
                                + " where customer_id = ? order by id desc limit " + SHOWN,
                        (row, n) -> new Notice(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                instant(row.getObject(4, OffsetDateTime.class)),
                                List.of((String[]) row.getArray(5).getArray()),
                                row.getObject(6, OffsetDateTime.class).toInstant()),
                        customerId);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
