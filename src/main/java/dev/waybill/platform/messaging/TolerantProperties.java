package dev.waybill.platform.messaging;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.support.DefaultMessagePropertiesConverter;

/**
 * Reads the properties of a delivery, and ignores its headers where they cannot be read: a failure here would come
 * before the message could be parked, and the broker would redeliver it forever.
 */
final class TolerantProperties extends DefaultMessagePropertiesConverter {

    private static final Logger log = LoggerFactory.getLogger(TolerantProperties.class);

    @Override
    public MessageProperties toMessageProperties(BasicProperties source, Envelope envelope, String charset) {
        try {
            return super.toMessageProperties(source, envelope, charset);
        } catch (RuntimeException | StackOverflowError e) {
            log.warn("The headers of a delivery by {} cannot be read: {}", envelope.getExchange(), e.toString());
            return super.toMessageProperties(source.builder().headers(null).build(), envelope, charset);
        }
    }
}
