package dev.waybill.platform.books;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a subject is in a context's books.
 *
 * @param status in the context's own words
 * @param since when it came there; null for when its newest event happened
 * @param busy whether an outside party is being asked, so that the books are about to move by themselves
 * @param amounts minor units, by what they are
 * @param pieces by SKU
 */
public record Standing(
        String status,
        int revision,
        @Nullable Instant since,
        boolean busy,
        Map<String, Long> amounts,
        Map<String, Long> pieces) {}
