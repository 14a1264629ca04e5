package dev.waybill.ecommerce.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of the price list (a product, a code or the tariff) in its newest version; version 0 before the first. */
public record Entry(long version, @Nullable CatalogueEvent terms) {

    /** Before it was defined. */
    public static final Entry NONE = new Entry(0, null);

    /** The same terms again change nothing. */
    public static List<CatalogueEvent> decide(Entry entry, CatalogueEvent wanted) {
        return wanted.equals(entry.terms()) ? List.of() : List.of(wanted);
    }

    /** The entry in the event's version. */
    public static Entry evolve(Entry entry, CatalogueEvent event) {
        return new Entry(entry.version() + 1, event);
    }
}
