package dev.waybill.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** {@code docs/reference/settings.md} lists all settings with their defaults, and pages name no other ones. */
class SettingsPageTest {

    private static final Path PAGE = Path.of("docs", "reference", "settings.md");

    /** Settings that are read before there are records for them, with their defaults. */
    private static final Map<String, String> EARLY =
            Map.of("waybill.data-dir", "./data", "waybill.contexts", "", "waybill.topology", "declared");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([\\w.<>-]+)`[^|]*\\| ([^|]*)\\|");
    private static final Pattern NAMED = Pattern.compile("(?:`|--)(waybill\\.[\\w<>-]+(?:\\.[\\w<>-]+)*)(?=[`=])");

    @Test
    void everySettingIsOnThePageWithItsDefault() {
        Map<String, String> rows = new HashMap<>();
        ROW.matcher(Pages.read(PAGE)).results().forEach(row -> rows.put(row.group(1), row.group(2)));

        assertThat(settings())
                .hasSizeGreaterThan(25)
                .allSatisfy((name, value) -> assertThat(rows.entrySet())
                        .as(name)
                        .anySatisfy(row -> assertThat(row.getKey()).startsWith(name))
                        .filteredOn(row -> row.getKey().equals(name))
                        .allSatisfy(row -> assertThat(row.getValue()).contains(value)));
    }

    @Test
    void pagesNameNoOtherSettings() {
        List<String> known = settings().keySet().stream().toList();

        assertThat(Pages.all()
                        .flatMap(page -> Pages.lines(page).stream())
                        .filter(line -> NAMED.matcher(line.text())
                                .results()
                                .map(setting -> setting.group(1))
                                .anyMatch(name -> known.stream().noneMatch(name::startsWith) && !isGone(line, name))))
                .as("lines that name an unknown setting")
                .isEmpty();
    }

    private static boolean isGone(Pages.Line line, String name) {
        return line.text().contains("`" + name + "` is gone");
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(EARLY);
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        scan.findCandidateComponents("dev.waybill").forEach(found -> {
            Class<?> type = load(found.getBeanClassName());
            String prefix = type.getAnnotation(ConfigurationProperties.class).value();
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            RecordComponent[] components = type.getRecordComponents();
            for (int i = 0; i < components.length; i++) {
                String name = prefix + "." + DataObjectPropertyName.toDashedForm(components[i].getName());
                String value = Stream.of(constructor.getParameters()[i].getAnnotationsByType(DefaultValue.class))
                        .map(annotation -> String.join(",", annotation.value()))
                        .findFirst()
                        .orElse("");
                settings.put(name, value.isEmpty() ? "" : "`" + value + "`");
            }
        });
        return settings;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
