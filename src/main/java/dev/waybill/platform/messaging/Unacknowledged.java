package dev.waybill.platform.messaging;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.ChannelProxy;

/**
 * A message that was delivered and that the broker still counts as ours. Several may have come in one delivery, which is
 * acknowledged once all of them are settled.
 *
 * @param name type and id of the delivery, as far as the broker knows them
 * @param open how many messages of the delivery are not settled yet
 */
record Unacknowledged(Delivery delivery, String name, long tag, Channel channel, AtomicInteger open) {

    private static final Logger log = LoggerFactory.getLogger(Unacknowledged.class);
    private static final int NAME = 200;

    /** The messages of a delivery, in their order. */
    static List<Unacknowledged> of(Message message, Channel channel) {
        var properties = message.getMessageProperties();
        String name = Texts.shown(properties.getType() + " " + properties.getMessageId(), NAME);
        List<Delivery> parts = Delivery.of(message).parts();
        var open = new AtomicInteger(parts.size());
        return parts.stream()
                .map(part -> new Unacknowledged(part, name, properties.getDeliveryTag(), itself(channel), open))
                .toList();
    }

    /** The channel of the delivery: its proxy would open another one after a loss, to which the tag means nothing. */
    private static Channel itself(Channel channel) {
        return channel instanceof ChannelProxy proxy ? proxy.getTargetChannel() : channel;
    }

    /** Whether the broker still waits for this one's acknowledgement; else it delivers it again itself. */
    boolean isOurs() {
        return channel.isOpen();
    }

    /** Settles one message; the last one acknowledges the delivery. */
    void settle() {
        if (open.decrementAndGet() == 0) {
            acknowledge(channel, tag, false);
        }
    }

    /**
     * Settles messages together. The deliveries of a channel come in order, so the last tag of those that are settled as a
     * whole acknowledges them, and all before them.
     */
    static void settleAll(List<Unacknowledged> messages) {
        Map<Channel, Long> last = new LinkedHashMap<>();
        messages.stream().filter(one -> one.open.decrementAndGet() == 0).forEach(one -> last.put(one.channel, one.tag));
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
