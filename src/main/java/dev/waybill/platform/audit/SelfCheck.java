package dev.waybill.platform.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A check of a context's own books, in one snapshot of its own schema; it reads no other schema. */
public interface SelfCheck {

    /**
     * An invariant that does not hold.
     *
     * @param invariant its number, as I1 to I9
     * @param context whose books disagree
     * @param subject the order or SKU that they disagree about
     * @param detail what disagrees, with both sides
     * @param repair the kind of repair that the context knows for it; null for none
     */
    record Violation(
            String invariant,
            String context,
            String subject,
            String detail,
            @Nullable String repair) {

        /** A violation that the context knows no repair for. */
        public Violation(String invariant, String context, String subject, String detail) {
            this(invariant, context, subject, detail, null);
        }
    }

    /** The context whose books are checked. */
    String context();

    /** Looks at everything the context has. */
    List<Violation> violations();
}
