package dev.waybill.desk.web;

import dev.waybill.contract.Item;
import dev.waybill.desk.view.DeskOrders;
import dev.waybill.desk.view.DeskStock;
import dev.waybill.desk.view.OrderFacts;
import dev.waybill.platform.web.Cursors;
import dev.waybill.platform.web.Page;
import dev.waybill.platform.web.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stock as the desk sees it, and the orders that wait for it. */
@RestController
@RequestMapping(DeskStockController.LIST)
class DeskStockController {

    static final String LIST = "/api/desk/stock";
    private static final String LIMIT = "must be 1 to 200";

    /** Pieces of a SKU, and the orders that wait for it, the next one first (absent in lists). */
    record StockJson(
            String sku,
            @Nullable String name,
            long received,
            long onHand,
            long reserved,
            long available,
            long backOrdered,
            long shipped,
            @Nullable List<WaitingJson> queue) {

        static StockJson of(DeskStock.Sku sku, @Nullable List<WaitingJson> queue) {
            return new StockJson(
                    sku.sku(),
                    sku.name(),
                    sku.received(),
                    sku.onHand(),
                    sku.reserved(),
                    sku.available(),
                    sku.backOrdered(),
                    sku.shipped(),
                    queue);
        }
    }

    /** An order in the back-order queue, with all pieces that it lacks: stock is issued for it only when it is complete. */
    record WaitingJson(
            @Nullable Long place,
            String orderId,
            List<Item> missing,
            Instant since,
            @Nullable Instant until) {

        static WaitingJson of(OrderFacts facts) {
            var standing = facts.standing();
            return new WaitingJson(
                    standing.place(), facts.orderId(), facts.stock().missing(), standing.since(), standing.until());
        }
    }

    private static final int LONGEST_QUEUE = 10_000;

    private final DeskStock stock;
    private final DeskOrders orders;
    private final Cursors cursors;

    DeskStockController(DeskStock stock, DeskOrders orders, Cursors cursors) {
        this.stock = stock;
        this.orders = orders;
        this.cursors = cursors;
    }

    @GetMapping
    Page<StockJson> list(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = LIMIT) @Max(value = 200, message = LIMIT)
                    int limit) {
        List<DeskStock.Sku> found = stock.after(after == null ? "" : cursors.read(LIST, after), limit + 1);
        List<DeskStock.Sku> page = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                page.stream().map(sku -> StockJson.of(sku, null)).toList(),
                found.size() > limit ? cursors.write(LIST, page.getLast().sku()) : null);
    }

    @GetMapping("/{sku}")
    StockJson get(@PathVariable String sku) {
        return stock.find(sku)
                .map(found -> StockJson.of(
                        found,
                        orders.queueFor(sku, LONGEST_QUEUE).stream()
                                .map(WaitingJson::of)
                                .toList()))
                .orElseThrow(() -> ProblemException.notFound("SKU " + sku + " at the desk"));
    }
}
