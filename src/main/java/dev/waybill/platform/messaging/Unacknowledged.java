package dev.waybill.platform.messaging;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.ChannelProxy;

/**
 * A delivery that the broker still counts as ours.
 *
 * @param name its type and id, as far as the broker knows them
 */
record Unacknowledged(Delivery delivery, String name, long tag, Channel channel) {

    private static final Logger log = LoggerFactory.getLogger(Unacknowledged.class);
    private static final int NAME = 200;

    static Unacknowledged of(Message message, Channel channel) {
        var properties = message.getMessageProperties();
        String name = Texts.shown(properties.getType() + " " + properties.getMessageId(), NAME);
        return new Unacknowledged(Delivery.of(message), name, properties.getDeliveryTag(), itself(channel));
    }

    /** The channel of the delivery: its proxy would open another one after a loss, to which the tag means nothing. */
    private static Channel itself(Channel channel) {
        return channel instanceof ChannelProxy proxy ? proxy.getTargetChannel() : channel;
    }

    /** Whether the broker still waits for this one's acknowledgement; else it delivers it again itself. */
    boolean isOurs() {
        return channel.isOpen();
    }

    void acknowledge() {
        acknowledge(channel, tag, false);
    }

    /** Deliveries of a channel come in order, so its last tag acknowledges them together, and all before them. */
    static void acknowledgeAll(List<Unacknowledged> deliveries) {
        Map<Channel, Long> last = new LinkedHashMap<>();
        deliveries.forEach(one -> last.put(one.channel, one.tag));
        last.forEach((channel, tag) -> acknowledge(channel, tag, true));
    }

    private static void acknowledge(Channel channel, long tag, boolean andThoseBefore) {
        try {
            channel.basicAck(tag, andThoseBefore);
        } catch (IOException | AlreadyClosedException e) {
            log.info("A channel closed before its acknowledgement; what is delivered again is skipped");
        }
    }
}
