package dev.waybill.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.amqp.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.amqp.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

class EmbeddedConfigurationTest {

    @TempDir
    Path temp;

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withInitializer(new EmbeddedServers.Initializer())
            .withUserConfiguration(EmbeddedConfiguration.class)
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class,
                    RabbitAutoConfiguration.class));

    @Test
    void runsDatabaseAndBrokerWhenNeitherIsConfigured() {
        application.withPropertyValues("waybill.data-dir=" + temp).run(context -> {
            assertThat(context.getBean(Infrastructure.class)).isEqualTo(new Infrastructure(true, true));
            assertThat(context).hasSingleBean(HikariDataSource.class);
            assertThat(context.getBean(JdbcTemplate.class).queryForObject("select current_database()", String.class))
                    .isEqualTo("waybill");
            context.getBean(RabbitAdmin.class).declareQueue(new Queue("greetings"));
            context.getBean(RabbitTemplate.class).convertAndSend("greetings", "hello");
            assertThat(context.getBean(RabbitTemplate.class).receiveAndConvert("greetings", 10_000))
                    .isEqualTo("hello");
        });
        assertThat(temp.resolve("postgresql/postmaster.pid")).doesNotExist();
    }

    @Test
    void locksNoDirectoryWhenBothAreConfigured() {
        application
                .withPropertyValues("spring.datasource.url=jdbc:postgresql://db/shop", "spring.rabbitmq.host=mq")
                .run(context -> {
                    assertThat(context.getBean(Infrastructure.class)).isEqualTo(new Infrastructure(false, false));
                    assertThat(context).doesNotHaveBean(EmbeddedServers.class);
                    assertThat(context.getBean(JdbcConnectionDetails.class).getJdbcUrl())
                            .isEqualTo("jdbc:postgresql://db/shop");
                });
    }

    @Test
    void runsTheBrokerAloneWhenADatabaseIsConfigured() {
        application
                .withPropertyValues("waybill.data-dir=" + temp, "spring.datasource.url=jdbc:postgresql://db/shop")
                .run(context -> {
                    assertThat(context).hasSingleBean(EmbeddedBroker.class).doesNotHaveBean(EmbeddedPostgres.class);
                    assertThat(context.getBean(Infrastructure.class).entirelyEmbedded())
                            .isFalse();
                });
    }

    @Test
    void takesAListOfAddressesForAConfiguredBroker() {
        application
                .withPropertyValues(
                        "spring.datasource.url=jdbc:postgresql://db/shop", "spring.rabbitmq.addresses[0]=mq:5672")
                .run(context -> assertThat(
                                context.getBean(RabbitConnectionDetails.class).getAddresses())
                        .containsExactly(new RabbitConnectionDetails.Address("mq", 5672)));
    }
}
