package dev.waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** What a process takes by default follows from the contexts that it runs. */
class ContextSelectionTest {

    private static final String POOL_SIZE = "spring.datasource.hikari.maximum-pool-size";
    private static final int POSTGRES_CONNECTIONS = 100 - 3; // three are for superusers alone
    private static final int SESSIONS = 2; // the pool of the session store, where a process has one of its own

    private static Environment selected(String... settings) throws IOException {
        var environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yml"))
                .forEach(environment.getPropertySources()::addLast);
        TestPropertyValues.of(settings).applyTo(environment);
        new ContextSelection().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }

    private static int poolSize(String... settings) throws IOException {
        return selected(settings).getRequiredProperty(POOL_SIZE, Integer.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 20",
        "'ecommerce,order,billing,inventory,shipping,desk', 20",
        "'billing,desk', 10",
        "'order', 7",
        "'order,order', 7"
    })
    void thePoolIsAsLargeAsTheContextsNeed(String contexts, int connections) throws IOException {
        assertThat(poolSize("waybill.contexts=" + contexts)).isEqualTo(connections);
    }

    @Test
    void aPoolSizeOfTheSettingsWins() throws IOException {
        assertThat(poolSize("waybill.contexts=order", POOL_SIZE + "=3")).isEqualTo(3);
    }

    @Test
    void allContextsApartFitIntoAPostgresThatHasItsOwnDefaults() throws IOException {
        int each = poolSize("waybill.contexts=order") + SESSIONS;

        assertThat(7 * each).as("one of each, and two of order").isLessThan(90);
        assertThat(10 * each).as("ten processes").isLessThan(POSTGRES_CONNECTIONS);
    }

    @Test
    void anIdleProcessHoldsFewConnections() throws IOException {
        assertThat(selected().getRequiredProperty("spring.datasource.hikari.minimum-idle", Integer.class))
                .isEqualTo(2);
    }

    @Test
    void theProcessEngineIsLeftOutWhereNoOrdersAre() throws IOException {
        assertThat(selected("waybill.contexts=billing").getProperty("camunda.bpm.enabled"))
                .isEqualTo("false");
        assertThat(selected("waybill.contexts=billing,order").getProperty("camunda.bpm.enabled"))
                .isNull();
        assertThat(selected().getProperty("camunda.bpm.enabled")).isNull();
    }
}
