package dev.waybill.desk.view;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The status of an order, in the order context's words: a text of up to 64 characters, so that a status that this release
 * does not know is shown as well. The colours of the known ones are in {@code waybill.css}.
 */
public record Status(String name) implements Comparable<Status> {

    public static final Status PLACED = new Status("PLACED");
    public static final Status INVOICED = new Status("INVOICED");
    public static final Status PAYMENT_DECLINED = new Status("PAYMENT_DECLINED");
    public static final Status AUTHORIZED = new Status("AUTHORIZED");
    public static final Status BACK_ORDERED = new Status("BACK_ORDERED");
    public static final Status RESERVED = new Status("RESERVED");
    public static final Status PAID = new Status("PAID");
    public static final Status SHIPPED = new Status("SHIPPED");
    public static final Status CANCELLING = new Status("CANCELLING");
    public static final Status COMPLETED = new Status("COMPLETED");
    public static final Status CANCELLED = new Status("CANCELLED");

    /** The known statuses in the order of the flow. */
    static final List<Status> KNOWN = List.of(
            PLACED,
            INVOICED,
            PAYMENT_DECLINED,
            AUTHORIZED,
            BACK_ORDERED,
            RESERVED,
            PAID,
            SHIPPED,
            CANCELLING,
            COMPLETED,
            CANCELLED);

    /** The SQL condition for orders that have not ended; an index has the same condition. */
    public static final String OPEN = "status not in ('COMPLETED', 'CANCELLED')";

    /** In the words of the process model, which a test holds them against: the model is the order context's. */
    private static final Map<Status, String> WAITS_FOR = Map.of(
            PLACED, "the invoice",
            INVOICED, "the payment's authorization",
            PAYMENT_DECLINED, "another payment method",
            AUTHORIZED, "the stock's reservation",
            BACK_ORDERED, "missing stock to be received",
            RESERVED, "the payment's capture",
            PAID, "the parcel's dispatch",
            SHIPPED, "the parcel's delivery",
            CANCELLING, "the payment to be released and the stock to be released");

    private static final Comparator<Status> IN_THE_FLOW = Comparator.comparing(
                    (Status status) -> KNOWN.contains(status) ? KNOWN.indexOf(status) : KNOWN.size())
            .thenComparing(Status::name);

    /** Rejects a text that is not a status name. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Status {
        if (!name.matches("[A-Z][A-Z_]{0,63}")) {
            throw new IllegalArgumentException("a status is up to 64 capital letters and underscores");
        }
    }

    /** What an order in this status waits for; null when it has ended, or the status is not known. */
    public @Nullable String waitsFor() {
        return WAITS_FOR.get(this);
    }

    /** The status as people read it, like {@code back ordered}. */
    public String words() {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The known statuses come in the order of the flow, then the others by their names. */
    @Override
    public int compareTo(Status other) {
        return IN_THE_FLOW.compare(this, other);
    }

    @JsonValue
    @Override
    public String toString() {
        return name;
    }
}
