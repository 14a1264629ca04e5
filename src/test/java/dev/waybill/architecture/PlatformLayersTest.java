package dev.waybill.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parts of the platform that could be published by themselves depend on those below them only. */
class PlatformLayersTest {

    private static final String PLATFORM = "dev.waybill.platform";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PLATFORM);

    /** What each part may depend on, beside itself and libraries. */
    private static final Map<String, List<String>> BELOW = Map.of(
            "base", List.of(),
            "text", List.of(),
            "database", List.of(),
            "personal", List.of("text"),
            "eventstore", List.of("text", "database", "personal"),
            "messaging", List.of("base", "database", "personal", "eventstore"),
            "projection", List.of("base", "database", "eventstore"),
            "calls", List.of("base", "eventstore"));

    static Stream<String> parts() {
        return BELOW.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void dependOnThoseBelowOnly(String part) {
        String[] allowed = Stream.concat(Stream.of(part), BELOW.getOrDefault(part, List.of()).stream())
                .map(name -> PLATFORM + "." + name)
                .toArray(String[]::new);

        assertThat(CLASSES.stream().anyMatch(type -> type.getPackageName().equals(PLATFORM + "." + part)))
                .as("the package exists")
                .isTrue();
        classes()
                .that()
                .resideInAPackage(PLATFORM + "." + part)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(resideOutsideOfPackage("dev.waybill..")))
                .check(CLASSES);
    }
}
