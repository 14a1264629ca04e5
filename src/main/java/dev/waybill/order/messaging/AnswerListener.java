package dev.waybill.order.messaging;

import dev.waybill.contract.Message;
import dev.waybill.order.Orders;
import dev.waybill.order.RecordAnswer;
import dev.waybill.order.messaging.Answers.Use;
import dev.waybill.order.process.OrderProcess;
import dev.waybill.order.process.ProcessIncidents;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Envelope;
import dev.waybill.platform.messaging.Listener;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Receives the answers of one service; {@link Answers} says what an order does with each. */
public final class AnswerListener implements Listener {

    private final String queue;
    private final Orders orders;
    private final RecordAnswer recordAnswer;
    private final OrderProcess process;
    private final ProcessIncidents incidents;

    public AnswerListener(
            String queue, Orders orders, RecordAnswer recordAnswer, OrderProcess process, ProcessIncidents incidents) {
        this.queue = queue;
        this.orders = orders;
        this.recordAnswer = recordAnswer;
        this.process = process;
        this.incidents = incidents;
    }

    @Override
    public String queue() {
        return queue;
    }

    @Override
    public StreamId lane(String subject) {
        return new StreamId("order", subject);
    }

    @Override
    public void prepare(Collection<?> messages) {
        orders.prefetch(subjects(messages));
    }

    /** Inside one engine command a message would not find what another one has just moved. */
    @Override
    public boolean alone(Object message) {
        return Answers.mayMove((Message) message);
    }

    @Override
    public void around(Collection<?> messages, Runnable handling) {
        process.together(subjects(messages), handling);
    }

    private static List<String> subjects(Collection<?> messages) {
        return messages.stream()
                .map(message -> ((Message) message).subject())
                .distinct()
                .toList();
    }

    @Override
    public void parked(Envelope envelope, long id, String cause) {
        incidents.raise(envelope.subject(), envelope.type(), "order-" + id, cause);
    }

    @Override
    public void unparked(String subject, long id) {
        incidents.resolve("order-" + id);
    }

    @Override
    public void handle(Object message, Envelope envelope) {
        use((Message) message);
    }

    private <M extends Message> void use(M message) {
        String name = message.getClass().getSimpleName();
        switch (Answers.of(message)) {
            case Use.Moves<M>(var event) ->
                recordAnswer.record(message.subject(), event.apply(message), Optional.of(name));
            case Use.Records<M>(var event) ->
                recordAnswer.record(message.subject(), event.apply(message), Optional.empty());
            case Use.Ignores<M>() -> {}
        }
    }
}
