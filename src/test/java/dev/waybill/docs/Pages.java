package dev.waybill.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The documents of the project: README and its neighbours, and everything in docs/. */
final class Pages {

    static final Path README = Path.of("README.md");
    static final Path DOCS = Path.of("docs");

    private static final List<Path> OF_THE_ROOT =
            List.of(README, Path.of("CHANGELOG.md"), Path.of("CONTRIBUTING.md"), Path.of("SECURITY.md"));
    private static final Pattern FENCE = Pattern.compile("^\\s*```");
    private static final Pattern INDENTED = Pattern.compile("^ {4}");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} (.+)$");

    private Pages() {}

    /** A line of a page, and whether it is prose or belongs to a block of code. */
    record Line(Path page, int number, String text, boolean isProse) {

        @Override
        public String toString() {
            return page + ":" + number + ": " + text;
        }
    }

    /** A link of a page to a file of the project, relative to the page or, with an empty path, to the page itself. */
    record Link(Line line, String path, String anchor) {

        Path target() {
            Path page = line.page();
            Path directory = page.getParent() == null ? Path.of("") : page.getParent();
            return path.isEmpty() ? page : directory.resolve(path).normalize();
        }
    }

    static Stream<Path> all() {
        return Stream.concat(
                OF_THE_ROOT.stream(), files().filter(file -> file.toString().endsWith(".md")));
    }

    /** Every file in docs/. */
    static Stream<Path> files() {
        try (Stream<Path> files = Files.walk(DOCS)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Line> lines(Path page) {
        List<String> texts = read(page).lines().toList();
        boolean[] prose = new boolean[texts.size()];
        boolean inside = false;
        for (int line = 0; line < prose.length; line++) {
            boolean fence = FENCE.matcher(texts.get(line)).find();
            prose[line] =
                    !inside && !fence && !INDENTED.matcher(texts.get(line)).find();
            inside = fence != inside;
        }
        return IntStream.range(0, prose.length)
                .mapToObj(line -> new Line(page, line + 1, texts.get(line), prose[line]))
                .toList();
    }

    static Stream<Line> prose() {
        return all().flatMap(page -> lines(page).stream()).filter(Line::isProse);
    }

    static Stream<Link> links(Path page) {
        return lines(page).stream()
                .filter(Line::isProse)
                .flatMap(line -> LINK.matcher(line.text())
                        .results()
                        .map(link -> link.group(1))
                        .filter(target -> !target.matches("[a-z]+:.*"))
                        .map(target -> target.split("#", 2))
                        .map(parts -> new Link(line, parts[0], parts.length == 2 ? parts[1] : "")));
    }

    /** The anchors of a page, as code hosts derive them from its headings. */
    static List<String> anchors(Path page) {
        return lines(page).stream()
                .filter(Line::isProse)
                .flatMap(line -> HEADING.matcher(line.text()).results())
                .map(heading -> heading.group(1)
                        .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
