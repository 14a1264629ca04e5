package dev.waybill.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The changes that a page describes: a sentence "In `file`, above `text`:" or "In `file`, in place of `text`:" (of each one:
 * "in place of each `text`"), and the block below it. A `\n` in the text is the end of a line.
 */
record DocumentedSteps(List<Change> changes) {

    /** A change of one file; without a place, the whole line of the text stays behind the block. */
    record Change(String file, String place, String text, String block, String section) {

        /** Makes the change below a directory with the sources; fails where the text is not there, or not once. */
        void apply(Path sources) {
            Path path = sources.resolve(file);
            String before = read(path);
            int first = before.indexOf(text);
            if (first < 0 || (!place.endsWith("each") && before.indexOf(text, first + 1) >= 0)) {
                throw new AssertionError(
                        file + " has " + (first < 0 ? "no" : "more than one") + " place with: " + text);
            }
            write(
                    path,
                    place.equals("above")
                            ? before.substring(0, first) + block + "\n" + before.substring(first)
                            : before.replace(text, block));
        }
    }

    private static final Pattern STEP = Pattern.compile(
            "^( *)In `([^`]+)`, (above|in place of|in place of each) `([^`]+)`:\\n\\n\\1```\\w+\\n(.*?)\\n\\1```$"
                    + "|^## ([^\\n]+)$",
            Pattern.MULTILINE | Pattern.DOTALL);

    static DocumentedSteps of(Path page) {
        List<Change> changes = new ArrayList<>();
        String section = "";
        Matcher step = STEP.matcher(read(page));
        while (step.find()) {
            if (step.group(6) != null) {
                section = step.group(6);
            } else {
                String block = step.group(5).replaceAll("(?m)^" + step.group(1), "");
                changes.add(
                        new Change(step.group(2), step.group(3), step.group(4).replace("\\n", "\n"), block, section));
            }
        }
        return new DocumentedSteps(changes);
    }

    /** The Java files that a section changes. */
    List<String> sources(String section) {
        return changes.stream()
                .filter(change -> change.section().equals(section))
                .map(Change::file)
                .filter(file -> file.endsWith(".java"))
                .distinct()
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
