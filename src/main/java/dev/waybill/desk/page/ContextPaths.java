package dev.waybill.desk.page;

import dev.waybill.contract.topology.Topology;
import java.util.List;
import java.util.stream.Stream;

/**
 * The paths before the operators' endpoints of the contexts: an empty one for all contexts of this process, and each other
 * context's name, by which an ingress finds the process that runs it.
 *
 * @param prefixes such as {@code /billing}; {@code /} stands for this process
 */
public record ContextPaths(List<String> prefixes) {

    /** The paths when this process runs these contexts. */
    public static ContextPaths of(List<String> running) {
        Stream<String> apart = Topology.QUEUES.stream()
                .map(Topology.Queue::context)
                .distinct()
                .filter(context -> !running.contains(context))
                .map(context -> "/" + context);
        return new ContextPaths(Stream.concat(Stream.of("/"), apart).toList());
    }
}
