package dev.waybill.platform.context;

import java.util.List;

/** What a context can check of its own books, in one snapshot of its own schema; nobody else's are looked at. */
@FunctionalInterface
public interface SelfCheck {

    /**
     * Something that should always hold, and does not.
     *
     * @param invariant its number, as I1 to I8
     * @param context whose books disagree
     * @param subject the order or SKU that they disagree about
     * @param detail what disagrees, with both sides
     */
    record Violation(String invariant, String context, String subject, String detail) {}

    /** Looks at everything the context has. */
    List<Violation> violations();
}
