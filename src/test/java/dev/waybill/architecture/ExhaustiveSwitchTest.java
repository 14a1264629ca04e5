package dev.waybill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * A switch over one of our enums or sealed types names each case, so that the compiler finds all of them where one is added.
 * Error Prone has no such check; the compiler's own trees have the types.
 */
class ExhaustiveSwitchTest {

    private static final Path SOURCES = Path.of("src", "main", "java");

    @Test
    void noSwitchOverAnOwnEnumOrSealedTypeHasADefault() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(defaults(files.filter(file -> file.toString().endsWith(".java"))
                            .toList()))
                    .isEmpty();
        }
    }

    @Test
    void aDefaultIsFound() throws IOException {
        Path example = Path.of("src", "test", "java", "dev", "waybill", "architecture", "SwitchExamples.java");

        assertThat(defaults(List.of(example)))
                .containsExactly("DefaultOfEnum", "DefaultOfSealed", "NullAndDefault", "WholeType");
    }

    /** The classes that have such a switch. */
    private static Set<String> defaults(List<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var errors = new StringWriter();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
            var task = (JavacTask)
                    compiler.getTask(errors, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            task.analyze();
            Set<String> found = new TreeSet<>();
            units.forEach(unit -> new DefaultCases(task, found).scan(unit, null));
            assertThat(errors.toString()).doesNotContain("error:");
            return found;
        }
    }
}
