package dev.waybill.platform.messaging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What travels in one AMQP message: one message, or several to the same exchange as a JSON array (the batch mode of
 * CloudEvents).
 *
 * @param type the routing key: the message's name, or {@link #BATCH}
 * @param messageId of the first message
 * @param messages how many they are
 */
record OutboxRow(String exchange, String type, String messageId, String body, int messages) {

    static final String BATCH = "batch";

    private static final int MOST_MESSAGES = 100;
    private static final int MOST_BYTES = 512 * 1024;

    static OutboxRow single(String exchange, String type, String messageId, String body) {
        return new OutboxRow(exchange, type, messageId, body, 1);
    }

    /** The same messages in as few rows as possible, those to an exchange in their order; a long message goes alone. */
    static List<OutboxRow> together(List<OutboxRow> rows) {
        Map<String, List<OutboxRow>> exchanges = rows.stream()
                .collect(Collectors.groupingBy(OutboxRow::exchange, LinkedHashMap::new, Collectors.toList()));
        List<OutboxRow> all = new ArrayList<>();
        exchanges.values().forEach(messages -> split(messages, all));
        return all;
    }

    private static void split(List<OutboxRow> messages, List<OutboxRow> all) {
        List<OutboxRow> next = new ArrayList<>();
        int bytes = 0;
        for (OutboxRow message : messages) {
            int size = message.body().getBytes(StandardCharsets.UTF_8).length + 1;
            if (next.size() == MOST_MESSAGES || bytes + size > MOST_BYTES) {
                join(next, all);
                next.clear();
                bytes = 0;
            }
            next.add(message);
            bytes += size;
        }
        join(next, all);
    }

    private static void join(List<OutboxRow> messages, List<OutboxRow> all) {
        if (messages.size() < 2) {
            all.addAll(messages);
            return;
        }
        OutboxRow first = messages.getFirst();
        String body = messages.stream().map(OutboxRow::body).collect(Collectors.joining(",", "[", "]"));
        all.add(new OutboxRow(first.exchange(), BATCH, first.messageId(), body, messages.size()));
    }
}
