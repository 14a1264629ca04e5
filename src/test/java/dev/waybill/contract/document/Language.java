package dev.waybill.contract.document;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.waybill.contract.topology.Topology;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which context sends what to which, by the topology and the compiled classes: a context that creates a message sends it. */
public final class Language {

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.waybill");

    private static final String ANSWERS = "desk.answers";
    private static final Map<String, Set<String>> SENDERS = senders();

    private Language() {}

    /** A message with the exchange that carries it. */
    public record MessageType(String exchange, Class<?> record) {

        /** Its name on the wire. */
        public String name() {
            return record.getSimpleName();
        }

        boolean isCommand() {
            return exchange.endsWith(".commands");
        }

        /** Whether it answers a question of the exchange's owner. */
        boolean isAnswer() {
            return exchange.equals(ANSWERS);
        }

        /** The contexts that send it: an event's owner alone, and for an answer all contexts that were asked. */
        public Set<String> senders() {
            return isAnswer()
                    ? new TreeSet<>(hearers("desk.questions"))
                    : SENDERS.getOrDefault(record.getName(), Set.of());
        }
    }

    /** All messages, in the order of the topology and of the sources. */
    public static Stream<MessageType> messages() {
        return Topology.EXCHANGES.stream().map(Topology.Exchange::name).flatMap(Language::messagesOf);
    }

    /** The messages of one exchange. */
    static Stream<MessageType> messagesOf(String exchange) {
        return Topology.EXCHANGES.stream()
                .filter(candidate -> candidate.name().equals(exchange))
                .map(Topology.Exchange::messages)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses())
                        .filter(family::isAssignableFrom)
                        .map(type -> new MessageType(exchange, type)));
    }

    /** All contexts, in the order in which the topology names them. */
    static List<String> contexts() {
        return Stream.concat(
                        Topology.EXCHANGES.stream().map(exchange -> owner(exchange.name())),
                        Topology.QUEUES.stream().map(Topology.Queue::context))
                .distinct()
                .toList();
    }

    /** The context whose exchange it is. */
    static String owner(String exchange) {
        return exchange.substring(0, exchange.indexOf('.'));
    }

    /** The contexts that receive the messages of an exchange. */
    static List<String> hearers(String exchange) {
        return Topology.QUEUES.stream()
                .filter(queue -> queue.exchange().equals(exchange))
                .map(Topology.Queue::context)
                .toList();
    }

    /** The context that a class belongs to, or another first package of the product. */
    static String contextOf(JavaClass type) {
        return type.getPackageName().replaceFirst("^dev\\.waybill\\.?", "").replaceFirst("\\..*$", "");
    }

    private static Map<String, Set<String>> senders() {
        Map<String, Set<String>> senders = new HashMap<>();
        for (JavaClass type : CLASSES) {
            Stream.<JavaAccess<?>>concat(
                            type.getConstructorCallsFromSelf().stream(),
                            type.getConstructorReferencesFromSelf().stream())
                    .filter(made -> !made.getTargetOwner().equals(type)) // one constructor may lead to another
                    .forEach(made -> senders.computeIfAbsent(
                                    made.getTargetOwner().getName(), name -> new TreeSet<>())
                            .add(contextOf(type)));
        }
        return senders;
    }
}
