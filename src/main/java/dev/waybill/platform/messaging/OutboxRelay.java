package dev.waybill.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.platform.base.WakeableWorker;
import dev.waybill.platform.eventstore.ConcurrencyLimit;
import dev.waybill.platform.personal.PersonalJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Publishes a context's outbox in batches: rows are read, sent, confirmed by the broker and deleted; what is not confirmed is
 * sent again and delays nothing else. Each process publishes the rows that it has written, without a lock or an open
 * transaction, and takes over what another one has left behind when its lease is over. A crash anywhere repeats at most a
 * delivery.
 */
final class OutboxRelay {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int BATCH = 200;
    private static final Duration CONFIRM = Duration.ofSeconds(7);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = PersonalJson.plain().build();

    private record UnsentMessage(
            long position, String exchange, String type, String messageId, String body, int messages) {}

    private final JdbcTemplate jdbc;
    private final ConcurrencyLimit limit;
    private final RabbitTemplate mandatory;
    private final RabbitTemplate droppable;
    private final PublishedLanguage language;
    private final PersonalJson json;
    private final ConnectionFactory connections;
    private final String select;
    private final String delete;
    private final String takeOver;
    private final String schema;
    private final String sender;
    private final WakeableWorker thread;
    private long lookAt = System.nanoTime();

    OutboxRelay(
            JdbcTemplate jdbc,
            ConcurrencyLimit limit,
            String schema,
            ConnectionFactory connections,
            PublishedLanguage language,
            PersonalJson json,
            String sender) {
        this.jdbc = jdbc;
        this.limit = limit;
        this.mandatory = template(connections, true);
        this.droppable = template(connections, false);
        this.language = language;
        this.json = json;
        this.connections = connections;
        this.select = "select position, exchange, type, message_id, body, messages from " + schema
                + ".outbox where sender = ? order by position limit " + BATCH;
        this.takeOver = "update " + schema + ".outbox set sender = ?, leased_until = now() + interval '" + Outbox.LEASE
                + "' where position in (select position from " + schema
                + ".outbox where sender <> ? and leased_until < now() order by position limit " + BATCH
                + " for update skip locked)";
        this.schema = schema;
        this.sender = sender;
        this.delete = "delete from " + schema + ".outbox where position = any(?)";
        this.thread = new WakeableWorker("outbox-" + schema, LOOK, this::relay);
    }

    WakeableWorker thread() {
        return thread;
    }

    private boolean relay() {
        takeOver();
        List<UnsentMessage> rows = next();
        if (rows.isEmpty()) {
            return false;
        }
        connections.createConnection(); // the one that declares: the publishers' own would not wait for the exchanges
        List<RuntimeException> failures = new ArrayList<>();
        List<Long> confirmed = publish(rows, failures);
        jdbc.update(delete, (Object) confirmed.toArray(Long[]::new));
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return rows.size() == BATCH;
    }

    private void takeOver() {
        if (System.nanoTime() - lookAt >= 0) {
            int left = jdbc.update(takeOver, sender, sender);
            if (left > 0) {
                log.info("Takes over {} rows of the outbox of {} that another process has left behind", left, schema);
            }
            lookAt = System.nanoTime() + LOOK.toNanos();
        }
    }

    /** Takes a permit for the reading alone: a broker that does not answer blocks no other work. */
    private List<UnsentMessage> next() {
        try (var permit = limit.acquireUninterruptibly()) {
            return jdbc.query(
                    select,
                    (row, n) -> new UnsentMessage(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getInt(6)),
                    sender);
        }
    }

    /**
     * The positions of the messages that the broker has confirmed; why it did not confirm the others is added to the
     * failures.
     */
    private List<Long> publish(List<UnsentMessage> rows, List<RuntimeException> failures) {
        Map<UnsentMessage, CorrelationData> confirms = new LinkedHashMap<>();
        Map<String, List<UnsentMessage>> exchanges =
                rows.stream().collect(Collectors.groupingBy(UnsentMessage::exchange));
        exchanges.forEach((exchange, messages) -> {
            try {
                confirms.putAll(send(exchange, messages));
            } catch (AmqpException e) {
                failures.add(e);
            }
        });
        long until = System.nanoTime() + CONFIRM.toNanos();
        List<Long> confirmed = new ArrayList<>();
        confirms.forEach((row, confirm) -> {
            try {
                await(confirm, until);
                confirmed.add(row.position());
            } catch (Unconfirmed e) {
                failures.add(e);
            }
        });
        return confirmed;
    }

    /**
     * Sends all by one channel: opening one for each would take two round trips to the broker for each. An exchange that
     * the broker does not know closes it, so each exchange has its own.
     */
    private Map<UnsentMessage, CorrelationData> send(String exchange, List<UnsentMessage> rows) {
        boolean required = language.hasSubscriber(exchange);
        RabbitTemplate template = required ? mandatory : droppable;
        Map<UnsentMessage, CorrelationData> confirms = new LinkedHashMap<>();
        template.execute(channel -> {
            for (UnsentMessage row : rows) {
                var confirm = new CorrelationData(row.messageId());
                template.doSend(channel, exchange, row.type(), message(row), required, confirm);
                confirms.put(row, confirm);
            }
            return null;
        });
        return confirms;
    }

    private static final class Unconfirmed extends RuntimeException {

        private static final long serialVersionUID = 1;

        Unconfirmed(String message) {
            super(message);
        }

        Unconfirmed(String message, Exception cause) {
            super(message, cause);
        }
    }

    /** A message of an exchange with a subscriber has to reach a queue; one without may be dropped by the broker. */
    private static RabbitTemplate template(ConnectionFactory connections, boolean mandatory) {
        var template = new RabbitTemplate(connections);
        template.setMandatory(mandatory);
        template.setUsePublisherConnection(true); // what the broker does to publishers is not done to acknowledgements
        return template;
    }

    private Message message(UnsentMessage row) {
        return MessageBuilder.withBody(plain(row.body()).getBytes(StandardCharsets.UTF_8))
                .setContentType(row.messages() == 1 ? EnvelopeJson.CONTENT_TYPE : EnvelopeJson.BATCH_CONTENT_TYPE)
                .setContentEncoding("UTF-8")
                .setMessageId(row.messageId())
                .setType(row.type())
                .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
                .build();
    }

    private String plain(String body) {
        if (!PersonalJson.mayHoldTokens(body)) {
            return body;
        }
        try {
            return json.reveal(JSON.readTree(body)).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the outbox holds broken JSON", e);
        }
    }

    private static void await(CorrelationData confirm, long until) {
        try {
            var answer = confirm.getFuture().get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (!answer.isAck() || confirm.getReturned() != null) {
                throw new Unconfirmed("the broker did not take message " + confirm.getId() + ": "
                        + (confirm.getReturned() == null
                                ? Objects.requireNonNullElse(answer.getReason(), "it gave no reason")
                                : "no queue is bound to its exchange"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for the broker's confirm", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new Unconfirmed("no confirm from the broker for message " + confirm.getId(), e);
        }
    }
}
