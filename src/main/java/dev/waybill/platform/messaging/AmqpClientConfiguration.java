package dev.waybill.platform.messaging;

import org.springframework.boot.autoconfigure.amqp.ConnectionFactoryCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How this process connects to the broker and sends. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MessagingProperties.class)
class AmqpClientConfiguration {

    /** Of address space; memory is taken as far as it is used. */
    private static final long HEADERS_STACK = 64L << 20;

    /**
     * The client reads nested headers by recursion, and a broker lets 20,000 levels through: on an ordinary stack the
     * connection would break at such a message, and again each time that the broker delivers it.
     */
    @Bean
    ConnectionFactoryCustomizer roomForNestedHeaders() {
        return factory -> factory.setThreadFactory(work -> {
            var thread = new Thread(null, work, "amqp", HEADERS_STACK);
            thread.setDaemon(true);
            return thread;
        });
    }
}
