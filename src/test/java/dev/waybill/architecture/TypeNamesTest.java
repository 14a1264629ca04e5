package dev.waybill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Inside one context a name means one thing: no two types of it, nested ones included, have the same name. */
class TypeNamesTest {

    /** Events of an item and of a reservation, which are stored under these names. */
    private static final Set<String> LEFT =
            Set.of("inventory StockIssued", "inventory StockReleased", "inventory StockReserved");

    @Test
    void aNameIsDeclaredOncePerContext() {
        Map<String, Long> declared = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.waybill").stream()
                        .filter(type -> !type.isAnonymousClass()
                                && !type.getSimpleName().equals("package-info"))
                        .collect(Collectors.groupingBy(TypeNamesTest::named, Collectors.counting()));
        Set<String> twice = new TreeSet<>(declared.keySet());
        twice.removeIf(name -> declared.getOrDefault(name, 0L) < 2);

        assertThat(declared).hasSizeGreaterThan(500);
        assertThat(twice).isSubsetOf(LEFT);
    }

    private static String named(JavaClass type) {
        String inside = type.getPackageName().replaceFirst("^dev\\.waybill\\.?", "");
        return inside.replaceFirst("\\..*", "") + " " + type.getSimpleName();
    }
}
