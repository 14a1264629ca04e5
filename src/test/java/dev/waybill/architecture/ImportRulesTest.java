package dev.waybill.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.waybill.contract.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The import rules of docs/explanation/architecture.md. A rule that matches no class fails, so a renamed package is noticed. */
class ImportRulesTest {

    private static final String[] CONTEXTS = {"ecommerce", "order", "billing", "inventory", "shipping", "desk"};
    private static final Set<String> SERVICES = Set.of("billing", "inventory", "shipping");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.waybill");

    @Test
    void theContractKnowsTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("dev.waybill.contract..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("dev.waybill.contract..", "java..", "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void thePlatformKnowsNoWordOfTheDomain() {
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.platform..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(foreign("platform", true)))
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecommerce", "order", "billing", "inventory", "shipping", "desk"})
    void aContextKnowsNoOther(String context) {
        noClasses()
                .that()
                .resideInAPackage("dev.waybill." + context + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(foreign(context, false)))
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecommerce", "order", "billing", "inventory", "shipping"})
    void aDomainIsPure(String context) {
        classes()
                .that()
                .resideInAPackage("dev.waybill." + context + ".domain..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.waybill." + context + ".domain..",
                        "dev.waybill.contract.amounts..",
                        "java.lang..",
                        "java.math..",
                        "java.time..",
                        "java.util..",
                        "org.jspecify.."))
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.waybill." + context + ".domain..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .check(CLASSES);
    }

    @Test
    void theEngineIsKnownInTheOrdersProcessAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.waybill.order.process..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..")
                .check(CLASSES);
    }

    @Test
    void billingInventoryAndShippingReceiveNothingFromEachOther() {
        for (String service : SERVICES) {
            for (Topology.Queue queue : Topology.QUEUES) {
                if (queue.context().equals(service)) {
                    String publisher =
                            queue.exchange().substring(0, queue.exchange().indexOf('.'));
                    assertThat(publisher).as(queue.name()).matches(service + "|ecommerce|order|desk");
                }
            }
            Set<String> others = new java.util.TreeSet<>(SERVICES);
            others.remove(service);
            noClasses()
                    .that()
                    .resideInAPackage("dev.waybill." + service + "..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(others.stream()
                            .map(other -> "dev.waybill.contract." + other + "..")
                            .toArray(String[]::new)))
                    .check(CLASSES);
        }
    }

    @Test
    void commandsReachTheirContextAlone() {
        for (Topology.Exchange exchange : Topology.EXCHANGES) {
            if (exchange.name().endsWith(".commands")) {
                assertThat(Topology.QUEUES)
                        .filteredOn(queue -> queue.exchange().equals(exchange.name()))
                        .extracting(Topology.Queue::name)
                        .containsExactly(exchange.name());
            }
        }
    }

    private static String[] foreign(String own, boolean contract) {
        List<String> packages = new ArrayList<>();
        for (String context : CONTEXTS) {
            if (!context.equals(own)) {
                packages.add("dev.waybill." + context + "..");
            }
        }
        if (contract) {
            packages.add("dev.waybill.contract..");
        }
        return packages.toArray(String[]::new);
    }
}
