package dev.waybill.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.docs.Pages.Link;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every link of the documents leads somewhere, and every document can be reached from README. */
class LinksTest {

    private static final List<Link> LINKS = Pages.all().flatMap(Pages::links).toList();

    @Test
    void everyLinkLeadsToAFile() {
        assertThat(LINKS).hasSizeGreaterThan(200);
        assertThat(LINKS.stream().filter(link -> !Files.exists(link.target())).map(Link::line))
                .as("lines with a link to a file that does not exist")
                .isEmpty();
    }

    @Test
    void everyAnchorIsAHeadingOfItsPage() {
        List<Link> anchored =
                LINKS.stream().filter(link -> !link.anchor().isEmpty()).toList();

        assertThat(anchored).hasSizeGreaterThan(50);
        assertThat(anchored.stream()
                        .filter(link -> !Pages.anchors(link.target()).contains(link.anchor()))
                        .map(Link::line))
                .as("lines with a link to a heading that does not exist")
                .isEmpty();
    }

    @Test
    void everyFileCanBeReachedFromTheReadme() {
        Set<Path> reached = new HashSet<>(Set.of(Pages.README));
        Deque<Path> next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            Pages.links(next.pop()).map(Link::target).filter(reached::add).forEach(target -> {
                if (target.toString().endsWith(".md")) {
                    next.push(target);
                }
            });
        }

        assertThat(Pages.all()).isNotEmpty().isSubsetOf(reached);
        assertThat(Pages.files()).isNotEmpty().isSubsetOf(reached);
    }
}
