package dev.waybill.platform.embedded;

import java.util.List;
import org.springframework.boot.autoconfigure.amqp.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The servers that the configuration does not name; gives Spring Boot their addresses. */
@Configuration(proxyBeanMethods = false)
public class EmbeddedConfiguration {

    @Bean
    Infrastructure infrastructure(Environment environment) {
        return Infrastructure.of(environment);
    }

    @Bean(destroyMethod = "") // EmbeddedServers closes what it has started
    @Conditional(OnEmbeddedDatabase.class)
    EmbeddedPostgres embeddedPostgres(EmbeddedServers servers) {
        return servers.postgres();
    }

    @Bean
    @Conditional(OnEmbeddedDatabase.class)
    JdbcConnectionDetails embeddedJdbcConnectionDetails(EmbeddedPostgres postgres) {
        return new PostgresDetails(postgres.user(), postgres.password(), postgres.jdbcUrl());
    }

    @Bean(destroyMethod = "")
    @Conditional(OnEmbeddedBroker.class)
    EmbeddedBroker embeddedBroker(EmbeddedServers servers) {
        return servers.broker();
    }

    @Bean
    @Conditional(OnEmbeddedBroker.class)
    RabbitConnectionDetails embeddedRabbitConnectionDetails(EmbeddedBroker broker) {
        return new BrokerDetails(broker);
    }

    private record PostgresDetails(String getUsername, String getPassword, String getJdbcUrl)
            implements JdbcConnectionDetails {}

    private record BrokerDetails(EmbeddedBroker broker) implements RabbitConnectionDetails {

        @Override
        public String getUsername() {
            return broker.user();
        }

        @Override
        public String getPassword() {
            return broker.password();
        }

        @Override
        public String getVirtualHost() {
            return broker.virtualHost();
        }

        @Override
        public List<Address> getAddresses() {
            return List.of(new Address("127.0.0.1", broker.port()));
        }
    }

    static class OnEmbeddedDatabase implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return Infrastructure.of(context.getEnvironment()).embeddedDatabase();
        }
    }

    static class OnEmbeddedBroker implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return Infrastructure.of(context.getEnvironment()).embeddedBroker();
        }
    }
}
