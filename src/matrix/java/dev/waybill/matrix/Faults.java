package dev.waybill.matrix;

import dev.waybill.platform.embedded.MatrixPostgres.Stop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The faults of a run, and how each is mended. */
final class Faults {

    private static final Duration OUTAGE = Duration.ofSeconds(6);
    private static final Duration MOMENT = Duration.ofMillis(400);
    private static final Fault.Act NOTHING = () -> {};

    /** Longer than a call's lease (20 s), the heartbeats, and the database's time-out of an idle transaction. */
    private static final Duration LONGER_THAN_ANY_LOCK = Duration.ofSeconds(32);

    private static final List<List<String>> PAIRS = List.of(
            List.of("order", "billing"),
            List.of("order", "inventory"),
            List.of("billing", "inventory"),
            List.of("order", "shipping"),
            List.of("ecommerce", "order"),
            List.of("inventory", "shipping"));

    private static final Set<String> SHORT = Set.of(
            "kill -9 of order",
            "kill -9 of two at once",
            "broker killed",
            "broker answers lost",
            "PostgreSQL crashed",
            "PostgreSQL connections half-open",
            "SIGSTOP",
            "answers over HTTP lost",
            "deliveries repeated and reordered",
            Poison.NAME);

    private final Stage stage;

    Faults(Stage stage) {
        this.stage = stage;
    }

    /** All faults of a round; the round determines which contexts are killed together and which is stopped. */
    List<Fault> of(int round) {
        List<Fault> all = new ArrayList<>();
        for (String context : Stage.CONTEXTS) {
            all.add(killed("kill -9 of " + context, List.of(context)));
        }
        all.addAll(common(round));
        return all;
    }

    /** One fault of each kind: what a build has time for. */
    List<Fault> inShort() {
        List<Fault> all = new ArrayList<>(List.of(killed("kill -9 of order", List.of("order"))));
        all.addAll(common(2));
        return all.stream().filter(fault -> SHORT.contains(fault.name())).toList();
    }

    private List<Fault> common(int round) {
        List<Fault> all = new ArrayList<>();
        all.add(killed("kill -9 of two at once", PAIRS.get(round % PAIRS.size())));
        all.addAll(servers());
        all.addAll(roads("broker", stage.brokerRoads()));
        all.addAll(roads("PostgreSQL", stage.databaseRoads()));
        all.add(stopped(Stage.CONTEXTS.get((round + 1) % Stage.CONTEXTS.size())));
        all.add(lostHttpAnswers());
        all.add(disturbed());
        all.add(new Poison(stage).fault());
        return all;
    }

    private Fault killed(String name, List<String> contexts) {
        return new Fault(
                name,
                "the JVM is killed, and started again 2 s later; the fault ends when it answers health",
                Duration.ofSeconds(2),
                () -> {
                    for (String context : contexts) {
                        stage.context(context).kill();
                    }
                },
                () -> {
                    for (String context : contexts) {
                        stage.context(context).start();
                    }
                    contexts.forEach(context -> stage.context(context).awaitHealth());
                });
    }

    private List<Fault> servers() {
        var two = Duration.ofSeconds(2);
        return List.of(
                new Fault("broker restarted", "stopped by SIGTERM", two, stage.broker::stop, stage.broker::start),
                new Fault("broker killed", "kill -9", two, stage.broker::kill, stage.broker::start),
                new Fault(
                        "PostgreSQL restarted",
                        "pg_ctl stop -m fast",
                        two,
                        () -> stage.postgres.stop(Stop.FAST),
                        stage.postgres::start),
                new Fault(
                        "PostgreSQL crashed",
                        "pg_ctl stop -m immediate; it recovers from its log",
                        two,
                        () -> stage.postgres.stop(Stop.IMMEDIATE),
                        stage.postgres::start));
    }

    /** The same for the roads of all contexts to a server. */
    private static List<Fault> roads(String server, List<TcpProxy> roads) {
        return List.of(
                new Fault(
                        server + " unreachable",
                        "connections are reset, new ones refused",
                        OUTAGE,
                        each(roads, TcpProxy::refuse),
                        each(roads, TcpProxy::admit)),
                new Fault(
                        server + " connections reset",
                        "all at once; new ones are good",
                        Duration.ZERO,
                        each(roads, TcpProxy::reset),
                        NOTHING),
                new Fault(
                        server + " connections frozen",
                        "nothing passes, also on new ones; then all of it does",
                        Duration.ofSeconds(20),
                        each(roads, TcpProxy::freeze),
                        each(roads, TcpProxy::thaw)),
                new Fault(
                        server + " connections half-open",
                        "they stay silent for ever without an error; new ones are good at once",
                        Duration.ZERO,
                        each(roads, TcpProxy::abandon),
                        NOTHING),
                new Fault(
                        server + " slow",
                        "each packet takes " + (server.equals("broker") ? 500 : 40) + " ms longer",
                        OUTAGE,
                        each(roads, road -> road.slower(Duration.ofMillis(server.equals("broker") ? 500 : 40))),
                        each(roads, road -> road.slower(Duration.ZERO))),
                lost(server, "questions", roads, TcpProxy.Lost.QUESTIONS),
                lost(server, "answers", roads, TcpProxy.Lost.ANSWERS));
    }

    private static Fault lost(String server, String what, List<TcpProxy> roads, TcpProxy.Lost lost) {
        return new Fault(
                server + " " + what + " lost",
                "for 0.4 s everything that this side sends is dropped (" + said(server, lost) + "), then connections are reset",
                MOMENT,
                each(roads, road -> road.lose(lost)),
                each(roads, road -> {
                    road.reset();
                    road.lose(TcpProxy.Lost.NOTHING);
                }));
    }

    private static String said(String server, TcpProxy.Lost lost) {
        boolean broker = server.equals("broker");
        return lost == TcpProxy.Lost.QUESTIONS
                ? (broker ? "publishes, acknowledgements" : "statements, commits")
                : (broker ? "deliveries, confirms" : "results, what a commit came to");
    }

    private Fault stopped(String context) {
        return new Fault(
                "SIGSTOP",
                "of one context after another, for 32 s: longer than any lease, heartbeat or time-out",
                LONGER_THAN_ANY_LOCK,
                () -> stage.context(context).pause(),
                () -> stage.context(context).goOn());
    }

    private Fault lostHttpAnswers() {
        return new Fault(
                "answers over HTTP lost",
                "orders, cancellations and changes are accepted, but their answers are dropped and the connection is reset",
                Duration.ofSeconds(1),
                () -> stage.orders.lose(TcpProxy.Lost.ANSWERS),
                () -> {
                    stage.orders.reset();
                    stage.orders.lose(TcpProxy.Lost.NOTHING);
                });
    }

    private Fault disturbed() {
        var roads = new DisturbedRoads(stage.broker);
        return new Fault(
                "deliveries repeated and reordered",
                "each message arrives after a delay of its own of up to 0.8 s, every second one twice or three times",
                OUTAGE,
                roads::open,
                roads::close);
    }

    private static Fault.Act each(List<TcpProxy> roads, Consumer<TcpProxy> act) {
        return () -> roads.forEach(act);
    }
}
