package dev.waybill.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

class SchemaNamesTest {

    private final ObjectMapper json = new ObjectMapper();
    private final SchemaNames names = new SchemaNames();

    /** Every record that a controller takes or answers, and each in it. */
    private Set<JavaType> types() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        Set<JavaType> types = new HashSet<>();
        scan.findCandidateComponents("dev.waybill").stream()
                .map(AnnotatedBeanDefinition.class::cast)
                .map(controller -> ClassUtils.resolveClassName(String.valueOf(controller.getBeanClassName()), null))
                .flatMap(controller -> Arrays.stream(controller.getDeclaredMethods()))
                .filter(method -> AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class))
                .flatMap(SchemaNamesTest::usedBy)
                .forEach(type -> collect(json.constructType(type), types));
        return types;
    }

    private static Stream<Type> usedBy(Method method) {
        return Stream.concat(
                Stream.of(method.getGenericReturnType()),
                Arrays.stream(method.getParameters())
                        .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                        .map(java.lang.reflect.Parameter::getParameterizedType));
    }

    private void collect(JavaType type, Set<JavaType> types) {
        type.getBindings().getTypeParameters().forEach(parameter -> collect(parameter, types));
        if (type.getRawClass().isRecord() && types.add(type)) {
            for (RecordComponent component : type.getRawClass().getRecordComponents()) {
                collect(json.getTypeFactory().constructType(component.getGenericType(), type.getBindings()), types);
            }
        }
    }

    @Test
    void everyTypeOfTheApiHasANameOfItsOwn() {
        var byName = new TreeMap<String, Set<String>>();
        types().forEach(type -> byName.computeIfAbsent(names.nameForType(type), name -> new TreeSet<>())
                .add(type.toCanonical()));

        assertThat(byName)
                .containsKeys("OrderPayment", "BillPayment", "OrderLine", "BillLine", "CartLine", "OrderPage");
        assertThat(byName.values()).allSatisfy(types -> assertThat(types).hasSize(1));
        assertThat(byName.keySet()).allMatch(name -> name.matches("[A-Z][A-Za-z]+"));
    }
}
