package dev.waybill.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The blocks of the documents that are marked {@code sh}, each with the {@code json} block that follows it. */
final class DocumentedCommands {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(sh|json)\\n(.*?)^ *```$");
    private static final Pattern CHANGING = Pattern.compile("-X |-d ");

    private DocumentedCommands() {}

    /**
     * A block of commands.
     *
     * @param shown what of its output the page shows; null for nothing
     */
    record Command(Path page, String text, @Nullable String shown) {

        /** Whether it changes nothing, so that it can be repeated until it prints what is shown. */
        boolean isRead() {
            return !CHANGING.matcher(text).find();
        }

        @Override
        public String toString() {
            return page + ": " + text.strip();
        }
    }

    /** The pages with commands. */
    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            List<Path> pages = Stream.concat(Stream.of(Path.of("README.md")), docs.sorted())
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !of(file).isEmpty())
                    .toList();
            return pages.stream();
        }
    }

    static List<Command> of(Path page) {
        List<Command> commands = new ArrayList<>();
        for (MatchResult block : blocks(page)) {
            boolean shown = block.group(2).equals("json");
            if (!shown) {
                commands.add(new Command(page, block.group(3), null));
            } else if (!commands.isEmpty()) {
                Command last = commands.removeLast();
                commands.add(new Command(page, last.text(), block.group(3)));
            }
        }
        return commands;
    }

    private static List<MatchResult> blocks(Path page) {
        try {
            return BLOCK.matcher(Files.readString(page)).results().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether an answer has each field and each entry that is shown; what is not shown may be there too. */
    static boolean has(JsonNode answer, JsonNode shown) {
        if (shown.isObject()) {
            return shown.properties().stream()
                    .allMatch(field -> answer.has(field.getKey()) && has(answer.get(field.getKey()), field.getValue()));
        } else if (shown.isArray() && shown.isEmpty()) {
            return answer.isArray() && answer.isEmpty();
        } else if (shown.isArray()) {
            return StreamSupport.stream(shown.spliterator(), false)
                    .allMatch(entry ->
                            StreamSupport.stream(answer.spliterator(), false).anyMatch(actual -> has(actual, entry)));
        }
        return answer.equals(shown);
    }
}
