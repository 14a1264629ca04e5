package dev.waybill.order.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.Message;
import dev.waybill.contract.Samples;
import dev.waybill.contract.billing.BillingEvent;
import dev.waybill.contract.inventory.InventoryCommand.IssueStock;
import dev.waybill.contract.inventory.InventoryEvent;
import dev.waybill.contract.shipping.ShippingEvent;
import dev.waybill.contract.topology.Topology;
import dev.waybill.order.application.Orders;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.services.Services.Use;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked of the services and what is recorded of their answers. */
class ServicesTest {

    static Stream<Class<?>> answers() {
        return Stream.of(BillingEvent.class, InventoryEvent.class, ShippingEvent.class)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()));
    }

    @Test
    void eachAnswerOfAServiceIsInTheTableAndNothingElse() {
        assertThat(Services.answers().keySet())
                .containsExactlyInAnyOrderElementsOf(answers().toList());
    }

    /** An event carries the revision that its message answers, otherwise it would move an order that has changed since. */
    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerIsRecordedAtItsRevision(Class<? extends Message> type) throws ReflectiveOperationException {
        Message message = (Message) Samples.of(type);

        switch (Services.answer(message)) {
            case Use.Moves<Message>(var event) -> assertRevision(event.apply(message), message);
            case Use.Records<Message>(var event) -> assertRevision(event.apply(message), message);
            case Use.Ignores<Message>() -> assertThat(Services.mayMove(message)).isFalse();
        }
    }

    private static void assertRevision(OrderEvent.Answer event, Message message) throws ReflectiveOperationException {
        assertThat(event.revision()).isEqualTo(revisionOf(message)).isNotZero();
    }

    private static Object revisionOf(Message message) throws ReflectiveOperationException {
        var revision = message.getClass().getDeclaredMethod("revision");
        revision.setAccessible(true);
        return revision.invoke(message);
    }

    @Test
    void eachAnswerOfAnOrderIsRecordedOfExactlyOneMessage() {
        List<Class<?>> recorded = new ArrayList<>();
        answers().forEach(type -> {
            Message message = (Message) Samples.of(type);
            switch (Services.answer(message)) {
                case Use.Moves<Message>(var event) ->
                    recorded.add(event.apply(message).getClass());
                case Use.Records<Message>(var event) ->
                    recorded.add(event.apply(message).getClass());
                case Use.Ignores<Message> ignores -> {}
            }
        });

        assertThat(recorded)
                .containsExactlyInAnyOrderElementsOf(
                        records(OrderEvent.Answer.class).toList());
    }

    private static Stream<Class<?>> records(Class<?> family) {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses()).flatMap(ServicesTest::records)
                : Stream.of(family);
    }

    @Test
    void eachCommandGoesToItsServiceWithTheOrdersRevision() {
        Order order = Orders.DECIDER.replay(Order.NONE, List.of((OrderPlaced) Samples.of(OrderPlaced.class)));

        assertThat(Services.commands()).isNotEmpty().allSatisfy((name, service) -> {
            Message command = Services.command(name, order);
            assertThat(Topology.EXCHANGES)
                    .filteredOn(exchange -> exchange.messages().isInstance(command))
                    .extracting(Topology.Exchange::name)
                    .containsExactly(service + ".commands");
            assertThat(command).extracting("revision").isEqualTo(1);
        });
    }

    @Test
    void aMessageThatIsNoAnswerIsNamed() {
        assertThatThrownBy(() -> Services.answer(new IssueStock("order-1", 1))).hasMessageContaining("IssueStock");
        assertThatThrownBy(() -> Services.command("paintIt", Order.NONE)).hasMessageContaining("paintIt");
    }
}
