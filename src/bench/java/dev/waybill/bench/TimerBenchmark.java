package dev.waybill.bench;

import java.time.Duration;
import java.util.List;

/** How late the process's timers fire: many customers whose patience for a payment ends at about the same time. */
final class TimerBenchmark {

    private static final int ORDERS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private TimerBenchmark() {}

    static void run(Report report) throws Exception {
        String patience = "--waybill.order.payment-patience=" + PATIENCE.toSeconds() + "s";
        try (Product product = Product.start(true, List.of(patience))) {
            for (int order = 0; order < ORDERS; order++) {
                product.load().place("pm_card_chargeDeclined");
            }
            product.orders().await("CANCELLED", ORDERS);
            double[] late = product.orders().secondsBetween("PaymentDeclined", "CancellationRequested");
            report.line("## Timers");
            report.line(
                    "%d declined payments with a patience of %d s each: the order gave up %.1f s (median) to %.1f s"
                            + " (latest) after its patience had ended.",
                    ORDERS,
                    PATIENCE.toSeconds(),
                    late[0] - PATIENCE.toSeconds(),
                    late[1] - PATIENCE.toSeconds());
        }
    }
}
