package dev.waybill.contract.document;

import dev.waybill.contract.topology.Topology;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The context map as a Mermaid diagram: who sends commands to whom, and who subscribes to whose events. */
final class ContextMap {

    private static final String BEGIN =
            "<!-- context map: generated from the code, see docs/how-to/change-the-published-language.md -->\n";
    private static final String END = "<!-- end of the context map -->\n";

    private ContextMap() {}

    /** A page with its map drawn again. */
    static String drawnInto(String page) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page has no place for the map: " + BEGIN + END);
        }
        return page.substring(0, begin + BEGIN.length()) + diagram() + page.substring(end);
    }

    private static String diagram() {
        return Stream.of(Stream.of("```mermaid", "flowchart LR"), commands(), events(), Stream.of("```"))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static Stream<String> commands() {
        return Topology.EXCHANGES.stream()
                .filter(exchange -> exchange.name().endsWith(".commands"))
                .flatMap(exchange -> senders(exchange.name()).stream()
                        .map(sender -> "  " + sender + " == commands ==> " + Language.owner(exchange.name())));
    }

    private static Stream<String> events() {
        return Topology.QUEUES.stream()
                .filter(queue -> queue.exchange().endsWith(".events"))
                .map(queue -> "  " + Language.owner(queue.exchange()) + " -. events .-> " + queue.context());
    }

    private static List<String> senders(String exchange) {
        return Language.messagesOf(exchange)
                .flatMap(message -> message.senders().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
