package dev.waybill.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** What a run of the benchmark found, as a page to read; each line is printed as it is found. */
final class Report {

    private final StringBuilder text = new StringBuilder();

    Report() {
        line("# Performance");
        line(
                "Written by the benchmark ([how to run it](../how-to/measure.md)) on %s: the product, its servers and the clients"
                        + " share %d processors; JDK %d.",
                LocalDate.now(ZoneOffset.UTC).toString(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature());
    }

    /** A paragraph, heading or table head. */
    void line(String format, Object... values) {
        text.append(text.isEmpty() ? "" : "\n");
        row(format, values);
    }

    /** A line right below the last one. */
    void row(String format, Object... values) {
        String row = String.format(Locale.ROOT, format, values);
        text.append(row).append('\n');
        System.out.println(row);
    }

    String text() {
        return text.toString();
    }
}
