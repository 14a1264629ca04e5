package dev.waybill.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps out the calls that whole classes of attacks need. */
class DangerousCallsTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.waybill");

    /** Turns a text into code or markup; parts.js adopts parsed documents of this site instead. */
    private static final List<String> IN_SCRIPTS =
            List.of("eval(", "new Function(", "document.write", "insertAdjacentHTML", "innerHTML = ", "postMessage");

    /** Unescaped text, text that is evaluated twice, and event handlers. */
    private static final List<String> IN_TEMPLATES =
            List.of("th:utext", "[(${", "__${", "th:on", "<script>", "javascript:");

    @Test
    void onlyTheEmbeddedPostgresIsStartedAsAProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.waybill.platform.embedded..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .check(CLASSES);
    }

    @ParameterizedTest(name = "nothing of {0}")
    @ValueSource(
            strings = {
                "javax.naming..",
                "org.springframework.ldap..",
                "javax.script..",
                "org.springframework.expression..",
                "javax.el..",
                "jakarta.el..",
                "javax.xml..",
                "org.w3c.dom..",
                "org.xml.sax..",
                "org.yaml.snakeyaml..",
                "java.rmi.."
            })
    void noExpressionsDirectoriesOrXmlParsersAreUsed(String dangerous) {
        noClasses()
                .that()
                .haveNameNotMatching(
                        "dev\\.waybill\\.order\\.process\\.engine\\.EngineLanguages.*") // switches them off
                .should()
                .dependOnClassesThat(resideInAnyPackage(dangerous))
                .because("input from outside must not be able to reach it")
                .check(CLASSES);
    }

    @Test
    void noJavaObjectsAreDeserialized() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(CLASSES);
    }

    @Test
    void noGuessableRandomNumbersAreUsed() {
        noClasses()
                .should()
                .dependOnClassesThat(describe(
                        "guessable random",
                        type -> type.isEquivalentTo(Random.class) || type.isEquivalentTo(ThreadLocalRandom.class)))
                .orShould()
                .callMethod(Math.class, "random")
                .check(CLASSES);
    }

    @Test
    void noHttpRequestLeavesTheProduct() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.net.http..", "org.springframework.web.client..", "org.springframework.http.client.."))
                .orShould()
                .callMethod(java.net.URL.class, "openConnection")
                .orShould()
                .callMethod(java.net.URL.class, "openStream")
                .check(CLASSES);
    }

    @Test
    void templatesHoldNoInlineScriptAndNoUnescapedText() throws IOException {
        assertHasNone(Path.of("src", "main", "resources", "templates"), ".html", IN_TEMPLATES);
    }

    @Test
    void scriptsTurnNoTextIntoCodeOrMarkup() throws IOException {
        assertHasNone(Path.of("src", "main", "resources", "static"), ".js", IN_SCRIPTS);
    }

    private static void assertHasNone(Path folder, String ending, List<String> dangerous) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            List<Path> files =
                    paths.filter(file -> file.toString().endsWith(ending)).toList();
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(dangerous));
        }
    }
}
