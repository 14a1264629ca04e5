package dev.waybill.journey;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.autoconfigure.amqp.RabbitConnectionDetails;

/** The journeys' own way to the broker of a shop, beside the product's. */
final class BrokerConnection {

    private BrokerConnection() {}

    static Connection to(Shop shop, String name) throws IOException, TimeoutException {
        RabbitConnectionDetails broker = shop.bean(RabbitConnectionDetails.class);
        var factory = new ConnectionFactory();
        factory.setHost(broker.getFirstAddress().host());
        factory.setPort(broker.getFirstAddress().port());
        factory.setUsername(broker.getUsername());
        factory.setPassword(broker.getPassword());
        factory.setVirtualHost(broker.getVirtualHost());
        return factory.newConnection(name);
    }
}
