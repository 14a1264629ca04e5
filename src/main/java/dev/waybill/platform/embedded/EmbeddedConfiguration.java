package dev.waybill.platform.embedded;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.amqp.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Starts the servers that the settings do not name. */
@Configuration(proxyBeanMethods = false)
public class EmbeddedConfiguration {

    @Bean
    Infrastructure infrastructure(Environment environment) {
        return new Infrastructure(databaseIsEmbedded(environment), brokerIsEmbedded(environment));
    }

    @Bean
    @Conditional(OnAnyEmbedded.class)
    DataDirectory dataDirectory(@Value("${waybill.data-dir:./data}") String location) {
        return DataDirectory.lock(location);
    }

    @Bean
    @Conditional(OnEmbeddedDatabase.class)
    DatabaseServer databaseServer(DataDirectory directory) {
        return DatabaseServer.start(directory);
    }

    @Bean
    @Conditional(OnEmbeddedBroker.class)
    Broker broker(DataDirectory directory) {
        return Broker.start(directory);
    }

    @Bean
    @Conditional(OnEmbeddedDatabase.class)
    JdbcConnectionDetails embeddedDatabase(DatabaseServer server) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return "postgres";
            }

            @Override
            public String getPassword() {
                return "";
            }

            @Override
            public String getJdbcUrl() {
                return server.jdbcUrl();
            }
        };
    }

    @Bean
    @Conditional(OnEmbeddedBroker.class)
    RabbitConnectionDetails embeddedBroker(Broker broker) {
        return new RabbitConnectionDetails() {
            @Override
            public String getUsername() {
                return Broker.USER;
            }

            @Override
            public String getPassword() {
                return broker.password();
            }

            @Override
            public List<Address> getAddresses() {
                return List.of(new Address("127.0.0.1", broker.port()));
            }
        };
    }

    /** Whether the settings name neither a database nor a broker. */
    static boolean isDefault(Environment environment) {
        return databaseIsEmbedded(environment) && brokerIsEmbedded(environment);
    }

    private static boolean databaseIsEmbedded(Environment environment) {
        return environment.getProperty("spring.datasource.url", "").isEmpty();
    }

    private static boolean brokerIsEmbedded(Environment environment) {
        return environment.getProperty("spring.rabbitmq.host", "").isEmpty()
                && environment.getProperty("spring.rabbitmq.addresses", "").isEmpty()
                && environment.getProperty("spring.rabbitmq.addresses[0]", "").isEmpty();
    }

    static final class OnEmbeddedDatabase implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return databaseIsEmbedded(context.getEnvironment());
        }
    }

    static final class OnEmbeddedBroker implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return brokerIsEmbedded(context.getEnvironment());
        }
    }

    static final class OnAnyEmbedded implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return databaseIsEmbedded(context.getEnvironment()) || brokerIsEmbedded(context.getEnvironment());
        }
    }
}
