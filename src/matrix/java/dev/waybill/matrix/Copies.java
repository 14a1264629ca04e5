package dev.waybill.matrix;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Several copies of contexts side by side, each of which is stopped in order and started again while customers come. */
final class Copies {

    static final Fault RESTARTED = new Fault(
            "copies restarted", "one after the other, stopped by SIGTERM", Duration.ZERO, () -> {}, () -> {});

    private static final double EACH_SECOND = 4;

    /** Between one copy's start and the next one's end, as {@code minReadySeconds} of a deployment. */
    private static final Duration SIDE_BY_SIDE = Duration.ofSeconds(10);

    /** A request may meet a copy that is being stopped; its next try has to be answered by another. */
    private static final int TRIES = 2;

    private final Stage stage;
    private final Shoppers shoppers;
    private final Client client;
    private final Results results;

    Copies(Stage stage, Shoppers shoppers, Client client, Results results) {
        this.stage = stage;
        this.shoppers = shoppers;
        this.client = client;
        this.results = results;
    }

    /** Each context of this release beside the one it was started with, then instead of it, while customers come. */
    void upgrade() throws Exception {
        client.countTries();
        shoppers.come(EACH_SECOND);
        for (String context : Stage.CONTEXTS) {
            stage.copy(List.of(context));
            Thread.sleep(SIDE_BY_SIDE);
            stage.retireFirst(context);
            Log.info("%s is of this release, after %d orders", context, shoppers.accepted().size());
        }
        shoppers.come(0);
        results.orders(shoppers.accepted().size());
        judge("while contexts were upgraded");
    }

    private void judge(String when) {
        Log.info("Most tries of a request %s: %d", when, client.mostTries());
        if (client.mostTries() > TRIES) {
            results.violation(when + ", a request was answered only at try " + client.mostTries());
        }
    }

    /**
     * Starts a second copy of each of the contexts, lets customers come until there are so many orders more, and
     * meanwhile restarts every copy, one after the other.
     */
    void roll(List<String> contexts, int orders) throws Exception {
        stage.copy(contexts);
        int before = shoppers.accepted().size();
        client.countTries();
        var begun = Instant.now();
        shoppers.come(EACH_SECOND);
        int restarts = 0;
        for (String context : contexts) {
            for (ContextProcess copy : stage.copies(context)) {
                copy.stop();
                copy.start();
                copy.awaitHealth();
                Thread.sleep(SIDE_BY_SIDE);
                restarts++;
            }
        }
        var restarted = Instant.now();
        while (shoppers.accepted().size() < before + orders) {
            Thread.sleep(100);
        }
        shoppers.come(0);
        results.orders(shoppers.accepted().size());
        Log.info(
                "Two copies of %s: %d restarts in %d s, %d orders in %d s",
                contexts,
                restarts,
                Duration.between(begun, restarted).toSeconds(),
                shoppers.accepted().size() - before,
                Duration.between(begun, Instant.now()).toSeconds());
        judge("while copies were restarted");
    }
}
