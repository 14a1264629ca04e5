package dev.waybill.desk.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.contract.Item;
import dev.waybill.contract.Line;
import dev.waybill.contract.Message;
import dev.waybill.contract.Money;
import dev.waybill.contract.ShipTo;
import dev.waybill.contract.billing.BillingEvent;
import dev.waybill.contract.inventory.InventoryEvent;
import dev.waybill.contract.order.OrderEvent;
import dev.waybill.contract.shipping.ShippingEvent;
import dev.waybill.platform.messaging.LoggedMessage;
import dev.waybill.platform.personal.PersonalJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whichever publisher's messages are received first, the desk derives the same facts. */
class OrderFactsPropertiesTest {

    private static final ObjectMapper JSON = PersonalJson.plain().build();
    private static final String ID = "order-1";
    private static final Money MONEY = Money.ofMinor(11_900, "EUR");
    private static final List<Item> ITEMS = List.of(new Item("LAMP", 2));

    /** Each publisher's own order is kept, as the inbox ensures; everything else is shuffled. */
    @Property(tries = 2_000)
    void theOrderOfPublishersDoesNotMatter(@ForAll Random random) {
        List<List<LoggedMessage>> published =
                List.of(order(random), billing(random), inventory(random), shipping(random));
        OrderFacts one = received(shuffled(published, random));
        OrderFacts other = received(shuffled(published, random));
        assertThat(one).isEqualTo(other);
        assertThat(one.standing()).isEqualTo(other.standing());
    }

    private static OrderFacts received(List<LoggedMessage> messages) {
        OrderFacts facts = OrderFacts.unknown(ID);
        for (LoggedMessage message : messages) {
            facts = DeskProjection.with(facts, message);
        }
        return facts;
    }

    private static List<LoggedMessage> shuffled(List<List<LoggedMessage>> published, Random random) {
        List<Integer> sequence = new ArrayList<>();
        for (int publisher = 0; publisher < published.size(); publisher++) {
            sequence.addAll(Collections.nCopies(published.get(publisher).size(), publisher));
        }
        Collections.shuffle(sequence, random);
        int[] next = new int[published.size()];
        return sequence.stream()
                .map(publisher -> published.get(publisher).get(next[publisher]++))
                .toList();
    }

    private static List<LoggedMessage> order(Random random) {
        var line = new Line("LAMP", 2, MONEY, 1);
        var to = new ShipTo("", "", "", "", "DE");
        return published("order", random, revision -> switch (random.nextInt(6)) {
            case 0 -> new OrderEvent.OrderChanged(ID, revision, "ada", List.of(line), to, MONEY);
            case 1 -> new OrderEvent.PaymentMethodRequested(ID, revision, "ada", "declined", at(random));
            case 2 -> new OrderEvent.OrderBackOrdered(ID, revision, "ada", ITEMS, at(random));
            case 3 -> new OrderEvent.OrderShipped(ID, revision, "ada", "TRACK-1");
            case 4 -> new OrderEvent.OrderCancelled(ID, revision, "ada", "changed my mind");
            default ->
                new OrderEvent.OrderPlaced(
                        ID, revision, "ada", List.of(line), to, MONEY, null, Map.of(), Instant.EPOCH);
        });
    }

    private static List<LoggedMessage> billing(Random random) {
        return published("billing", random, revision -> switch (random.nextInt(7)) {
            case 0 -> new BillingEvent.InvoicePrepared(ID, revision, MONEY);
            case 1 -> new BillingEvent.PaymentAuthorized(ID, revision, MONEY);
            case 2 -> new BillingEvent.PaymentDeclined(ID, revision, "no funds");
            case 3 -> new BillingEvent.PaymentCaptured(ID, revision, "p-" + revision, MONEY);
            case 4 -> new BillingEvent.InvoiceIssued(ID, revision, "R-" + revision, MONEY);
            case 5 -> new BillingEvent.BillableAmountRejected(ID, revision, MONEY, MONEY);
            default -> new BillingEvent.PaymentReleased(ID, revision);
        });
    }

    private static List<LoggedMessage> inventory(Random random) {
        return published("inventory", random, revision -> switch (random.nextInt(4)) {
            case 0 -> new InventoryEvent.StockReserved(ID, revision, ITEMS);
            case 1 -> new InventoryEvent.StockBackOrdered(ID, revision, 7, List.of(), ITEMS);
            case 2 -> new InventoryEvent.StockReleased(ID, revision);
            default -> new InventoryEvent.StockIssued(ID, revision, ITEMS);
        });
    }

    private static List<LoggedMessage> shipping(Random random) {
        return published(
                "shipping",
                random,
                revision -> random.nextBoolean()
                        ? new ShippingEvent.ShipmentDispatched(ID, revision, "s-1", "TRACK-1")
                        : new ShippingEvent.ShipmentDelivered(ID, revision, "s-1"));
    }

    private interface Publication {
        Message at(int revision);
    }

    private static List<LoggedMessage> published(String source, Random random, Publication publication) {
        List<LoggedMessage> messages = new ArrayList<>();
        int count = random.nextInt(6);
        for (int n = 1; n <= count; n++) {
            Message message = publication.at(1 + random.nextInt(3));
            messages.add(new LoggedMessage(
                    source + n,
                    source,
                    message.getClass().getSimpleName(),
                    ID,
                    n,
                    at(random),
                    "cause",
                    ID,
                    JSON.valueToTree(message)));
        }
        return messages;
    }

    private static Instant at(Random random) {
        return Instant.ofEpochSecond(random.nextInt(1_000));
    }
}
