package dev.waybill.inventory.web;

import dev.waybill.contract.Quantity;
import dev.waybill.inventory.application.Stock;
import dev.waybill.inventory.application.StockReceipts;
import dev.waybill.inventory.domain.StockItem;
import dev.waybill.platform.web.Identifier;
import dev.waybill.platform.web.MayHoldGs1Key;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Text;
import dev.waybill.platform.web.Upsert;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Stock over HTTP. */
@RestController
@RequestMapping("/api/stock/{sku}")
class StockController {

    private static final String QUANTITY = "must be a whole number between 1 and 1000000";

    /** A delivery, known by its reference. */
    record ReceiptRequest(
            @NotNull(message = "is missing")
            @Min(value = 1, message = QUANTITY)
            @Max(value = Quantity.MOST, message = QUANTITY)
            Integer quantity,

            @MayHoldGs1Key @Text String reference) {}

    /** The stock of a SKU in pieces. */
    record StockJson(
            String sku, long received, long onHand, long reserved, long available, long backOrdered, long shipped) {}

    private final Stock stock;
    private final StockReceipts receipts;

    StockController(Stock stock, StockReceipts receipts) {
        this.stock = stock;
        this.receipts = receipts;
    }

    @GetMapping
    StockJson get(@PathVariable String sku) {
        Optional<StockItem> item = stock.find(sku);
        long needed = stock.needed(sku);
        if (item.isEmpty() && needed == 0) {
            throw ProblemException.notFound("stock of " + sku);
        }
        return json(sku, item.orElse(StockItem.NONE), needed);
    }

    @PostMapping("/receipts")
    @ResponseStatus(HttpStatus.CREATED)
    @Upsert
    StockJson receive(@PathVariable @Identifier @MayHoldGs1Key String sku, @Valid @RequestBody ReceiptRequest request) {
        if (stock.isOrder(sku)) { // messages are counted by their subject, so both would share one count
            throw ProblemException.unprocessable(
                    "sku-is-an-order", sku + " is the id of an order; take another SKU", "sku");
        }
        receipts.receive(sku, request.reference(), request.quantity());
        return get(sku);
    }

    private static StockJson json(String sku, StockItem item, long backOrdered) {
        return new StockJson(
                sku, item.received(), item.onHand(), item.reserved(), item.available(), backOrdered, item.issued());
    }
}
