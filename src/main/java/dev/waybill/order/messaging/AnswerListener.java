package dev.waybill.order.messaging;

import dev.waybill.contract.Message;
import dev.waybill.order.application.Orders;
import dev.waybill.order.application.RecordAnswer;
import dev.waybill.order.process.OrderProcess;
import dev.waybill.order.process.ProcessIncidents;
import dev.waybill.order.services.Services;
import dev.waybill.order.services.Services.Use;
import dev.waybill.platform.messaging.Envelope;
import dev.waybill.platform.messaging.ParkingHook;
import dev.waybill.platform.messaging.Subscription;
import java.util.List;
import java.util.Optional;

/** Receives the answers of one service; {@link Services} defines what an order does with each. */
public final class AnswerListener implements ParkingHook {

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

    /** Its subscription; inside one engine command an answer would not find what another one has just moved. */
    public Subscription<Message> subscription() {
        return Subscription.to(queue, Message.class)
                .inLanesOf("order")
                .handling(this::handle)
                .loading(answers -> orders.prefetch(subjects(answers)))
                .around((answers, handling) -> process.together(subjects(answers), handling))
                .alone(Services::mayMove)
                .parking(this);
    }

    private static List<String> subjects(List<Message> answers) {
        return answers.stream().map(Message::subject).distinct().toList();
    }

    @Override
    public void parked(Envelope envelope, long id, String cause) {
        incidents.raise(envelope.subject(), envelope.type(), "order-" + id, cause);
    }

    @Override
    public void released(String subject, long id) {
        incidents.resolve("order-" + id);
    }

    /** Handles an answer as the table defines. */
    public <M extends Message> void handle(M answer) {
        String name = answer.getClass().getSimpleName();
        switch (Services.answer(answer)) {
            case Use.Moves<M>(var event) ->
                recordAnswer.record(answer.subject(), event.apply(answer), Optional.of(name));
            case Use.Records<M>(var event) ->
                recordAnswer.record(answer.subject(), event.apply(answer), Optional.empty());
            case Use.Ignores<M>() -> {}
        }
    }
}
