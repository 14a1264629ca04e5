package dev.waybill.architecture;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.waybill.platform.context.ContextRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

/** Each context is built in its one configuration: no other class of a context finds its parts by itself. */
class ConfigurationTest {

    private static final String CONTEXTS = "dev\\.waybill\\.(ecommerce|order|billing|inventory|shipping|desk)\\b.*";
    private static final String CONFIGURATIONS =
            "dev\\.waybill\\.\\w+\\.(Ecommerce|Order|Billing|Inventory|Shipping|Desk)Context";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.waybill");

    @Test
    void qualifiersAreInTheSixConfigurations() throws IOException {
        Path sources = Path.of("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            List<String> qualified = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(ConfigurationTest::isQualified)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .sorted()
                    .toList();
            assertThat(qualified)
                    .containsExactly(
                            "BillingContext",
                            "DeskContext",
                            "EcommerceContext",
                            "InventoryContext",
                            "OrderContext",
                            "ShippingContext");
        }
    }

    private static boolean isQualified(Path file) {
        try {
            return Files.readString(file).contains("@Qualifier");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noOtherClassOfAContextIsGivenItsRuntime() {
        noClasses()
                .that(nameMatching(CONTEXTS))
                .and()
                .haveNameNotMatching(CONFIGURATIONS)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ContextRuntime.class)
                .check(CLASSES);
    }

    @Test
    void onlyControllersAreFoundByScanning() {
        noClasses()
                .that(nameMatching(CONTEXTS))
                .should()
                .beAnnotatedWith(Component.class)
                .orShould()
                .beAnnotatedWith(Service.class)
                .check(CLASSES);
    }
}
