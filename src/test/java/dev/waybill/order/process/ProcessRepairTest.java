package dev.waybill.order.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.waybill.contract.Samples;
import dev.waybill.order.application.Orders;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.OrderEvent.CancellationRequested;
import dev.waybill.order.domain.OrderEvent.InvoicePrepared;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.domain.OrderEvent.OrderShipped;
import dev.waybill.order.domain.OrderEvent.PaymentAuthorized;
import dev.waybill.order.domain.OrderEvent.PaymentCaptured;
import dev.waybill.order.domain.OrderEvent.PaymentDeclined;
import dev.waybill.order.domain.OrderEvent.PaymentMethodChanged;
import dev.waybill.order.domain.OrderEvent.PaymentReleased;
import dev.waybill.order.domain.OrderEvent.ShipmentCancelled;
import dev.waybill.order.domain.OrderEvent.StockReserved;
import dev.waybill.order.process.model.ProcessModel;
import dev.waybill.order.publishing.ServiceCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each service is asked again when the contexts disagree: what the order waits for, and nothing that comes later. */
class ProcessRepairTest {

    private static final List<OrderEvent> INVOICED =
            List.of((OrderPlaced) Samples.of(OrderPlaced.class), new InvoicePrepared(1));
    private static final List<OrderEvent> RESERVED =
            then(INVOICED, new PaymentAuthorized(1, 100), new StockReserved(1, List.of()));
    private static final List<OrderEvent> PAID = then(RESERVED, new PaymentCaptured(1, "p-1", 100));

    private final List<String> asked = new ArrayList<>();
    private final ProcessRepair repair = new ProcessRepair(
            mock(OrderInstances.class),
            mock(ServiceCommands.class, call -> {
                asked.add(call.getArgument(0));
                return null;
            }),
            ProcessModel.current().map());

    private static List<OrderEvent> then(List<OrderEvent> history, OrderEvent... more) {
        return Stream.concat(history.stream(), Stream.of(more)).toList();
    }

    private List<String> askedAgain(List<OrderEvent> history) {
        Order order = Orders.DECIDER.replay(Order.NONE, history);
        asked.clear();
        List.of("billing", "inventory", "shipping").forEach(service -> repair.askAgain(order, service));
        return asked;
    }

    @Test
    void asksForWhatTheOrderWaitsFor() {
        assertThat(askedAgain(INVOICED.subList(0, 1))).containsExactly("prepareInvoice");
        assertThat(askedAgain(INVOICED)).containsExactly("authorizePayment");
        assertThat(askedAgain(RESERVED)).containsExactly("capturePayment", "reserveStock");
        assertThat(askedAgain(PAID)).containsExactly("reserveStock", "shipOrder");
        assertThat(askedAgain(then(PAID, new OrderShipped(1, "s-1", "t-1"))))
                .containsExactly("issueStock", "shipOrder");
    }

    @Test
    void asksForTheInvoiceOfAnOrderThatBeginsWithItAgain() {
        assertThat(askedAgain(then(INVOICED, new PaymentMethodChanged(2, "another"))))
                .containsExactly("prepareInvoice");
        assertThat(askedAgain(
                        then(INVOICED, new PaymentDeclined(1, "declined"), new PaymentMethodChanged(2, "another"))))
                .as("which it has, where the customer was asked for a method")
                .containsExactly("authorizePayment");
    }

    @Test
    void asksForWhatIsLeftToBeReleased() {
        var cancelled = new CancellationRequested("why", "");

        assertThat(askedAgain(then(RESERVED, cancelled))).containsExactly("releasePayment", "releaseStock");
        assertThat(askedAgain(then(RESERVED, cancelled, new PaymentReleased(1))))
                .containsExactly("releaseStock");
        assertThat(askedAgain(then(PAID, cancelled))).containsExactly("cancelShipment");
        assertThat(askedAgain(then(PAID, cancelled, new ShipmentCancelled(1))))
                .containsExactly("releasePayment", "releaseStock");
    }

    /** The capture was in flight when the cancellation was requested; no shipment was. */
    @Test
    void aCaptureThatIsAnsweredAfterTheCancellationLeadsToNoShipment() {
        assertThat(askedAgain(then(RESERVED, new CancellationRequested("why", ""), new PaymentCaptured(1, "p-1", 100))))
                .containsExactly("releasePayment", "releaseStock");
    }
}
