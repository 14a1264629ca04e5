package dev.waybill.desk.page;

import dev.waybill.contract.Item;
import dev.waybill.contract.Line;
import dev.waybill.contract.Money;
import dev.waybill.desk.view.OrderFacts;
import dev.waybill.desk.view.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as a page shows it.
 *
 * @param waitsFor what has to happen next; null when the order has ended
 * @param until when the wait ends; null where it has no deadline
 */
record OrderView(
        String id,
        String customer,
        @Nullable String reference,
        Status status,
        int revision,
        Instant since,
        @Nullable String waitsFor,
        @Nullable Instant until,
        @Nullable Long place,
        @Nullable Instant placedAt,
        @Nullable Money total,
        List<LineView> lines,
        OrderFacts facts) {

    /** A line with the pieces that inventory has reserved, lacks or has issued for it. */
    record LineView(String sku, int quantity, Money unitPrice, long reserved, long missing, long issued) {}

    static OrderView of(OrderFacts facts) {
        var standing = facts.standing();
        var order = facts.order();
        String customer = order.customerId();
        return new OrderView(
                facts.orderId(),
                customer == null ? "not known yet" : customer,
                order.reference(),
                standing.status(),
                facts.currentRevision(),
                standing.since(),
                standing.status().waitsFor(),
                standing.until(),
                standing.place(),
                order.placedAt(),
                order.total(),
                order.lines().stream().map(line -> line(facts, line)).toList(),
                facts);
    }

    private static LineView line(OrderFacts facts, Line line) {
        var stock = facts.stock();
        return new LineView(
                line.sku(),
                line.quantity(),
                line.unitPrice(),
                pieces(stock.reserved(), line.sku()),
                pieces(stock.missing(), line.sku()),
                pieces(stock.issued(), line.sku()));
    }

    private static long pieces(List<Item> items, String sku) {
        return items.stream()
                .filter(item -> item.sku().equals(sku))
                .mapToLong(Item::quantity)
                .sum();
    }

    /** The beginning of its id, which distinguishes orders on a page. */
    public String shortId() {
        return shortId(id);
    }

    static String shortId(String id) {
        return id.length() > 8 ? id.substring(0, 8) : id;
    }

    /** What was ordered, in a few words. */
    public String summary() {
        return lines.isEmpty()
                ? ""
                : lines.getFirst().quantity() + " × " + lines.getFirst().sku()
                        + (lines.size() > 1 ? " and " + (lines.size() - 1) + " more" : "");
    }
}
