package dev.waybill;

import dev.waybill.contract.Message;
import dev.waybill.contract.topology.Topology;
import dev.waybill.platform.embedded.Infrastructure;
import dev.waybill.platform.messaging.PublishedLanguage;
import java.util.ArrayList;
import java.util.List;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.ExchangeBuilder;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Brings the published language to the broker: every process declares all exchanges, queues and bindings, unless
 * {@code waybill.topology=given} states that they exist ({@code src/deploy/rabbitmq.json}).
 */
@Configuration
class MessagingWiring {

    @Bean
    PublishedLanguage publishedLanguage() {
        return new PublishedLanguage(
                Topology.EXCHANGES.stream()
                        .map(exchange -> new PublishedLanguage.Exchange(
                                exchange.name(), exchange.messages(), Topology.senders(exchange.name())))
                        .toList(),
                Topology.QUEUES.stream()
                        .map(queue -> new PublishedLanguage.Queue(queue.name(), queue.exchange()))
                        .toList(),
                message -> ((Message) message).subject(),
                "customerId");
    }

    @Bean
    @ConditionalOnProperty(name = "waybill.topology", havingValue = "declared", matchIfMissing = true)
    Declarables topology(Infrastructure infrastructure) {
        List<Declarable> all = new ArrayList<>();
        Topology.EXCHANGES.forEach(exchange -> all.add(exchange(exchange.name())));
        Topology.QUEUES.forEach(definition -> {
            Queue queue = queue(definition.name(), !infrastructure.embeddedBroker());
            Binding binding = BindingBuilder.bind(queue)
                    .to(exchange(definition.exchange()))
                    .with("#");
            all.add(queue);
            all.add(binding);
        });
        return new Declarables(all);
    }

    private static TopicExchange exchange(String name) {
        return ExchangeBuilder.topicExchange(name).durable(true).build();
    }

    /** RabbitMQ replicates its quorum queues; the embedded broker knows no arguments at all. */
    private static Queue queue(String name, boolean quorum) {
        QueueBuilder builder = QueueBuilder.durable(name);
        return (quorum ? builder.quorum() : builder).build();
    }
}
