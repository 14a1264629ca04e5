package dev.waybill.order.web;

import dev.waybill.order.domain.Pieces;
import dev.waybill.order.domain.ShipTo;
import dev.waybill.order.web.PlaceOrderRequest.ItemRequest;
import dev.waybill.order.web.PlaceOrderRequest.ShipToRequest;
import dev.waybill.platform.web.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What requests ask for, in the terms of the order's domain. */
final class Requested {

    private static final int MOST_PIECES = 9_999;

    private Requested() {}

    /** A SKU that is listed twice is one line with the pieces of both. */
    static List<Pieces> pieces(List<ItemRequest> items) {
        Map<String, Integer> bySku = new LinkedHashMap<>();
        items.forEach(item -> bySku.merge(item.sku(), item.quantity(), Integer::sum));
        bySku.forEach((sku, quantity) -> {
            if (quantity > MOST_PIECES) {
                throw ProblemException.unprocessable(
                        "too-many-pieces",
                        "the lines of " + sku + " come to " + quantity + " pieces; at most 9999 fit in an order",
                        "items");
            }
        });
        return bySku.entrySet().stream()
                .map(entry -> new Pieces(entry.getKey(), entry.getValue()))
                .toList();
    }

    static ShipTo shipTo(ShipToRequest to) {
        return new ShipTo(to.name(), to.street(), to.city(), to.postalCodeOrEmpty(), to.country());
    }
}
