package dev.waybill.order.services;

import dev.waybill.contract.Item;
import dev.waybill.contract.Line;
import dev.waybill.contract.Money;
import dev.waybill.contract.ShipTo;
import dev.waybill.order.domain.OrderLine;
import dev.waybill.order.domain.Pieces;
import java.util.List;

/** The parts of an order as messages of the contract have them. */
public final class ContractTypes {

    private ContractTypes() {}

    /** Lines with their prices in that currency. */
    public static List<Line> lines(List<OrderLine> lines, String currency) {
        return lines.stream()
                .map(line -> new Line(
                        line.sku(), line.quantity(), Money.ofMinor(line.unitPrice(), currency), line.priceVersion()))
                .toList();
    }

    /** Where to ship to. */
    public static ShipTo shipTo(dev.waybill.order.domain.ShipTo to) {
        return new ShipTo(to.name(), to.street(), to.city(), to.postalCode(), to.country());
    }

    /** Pieces of SKUs. */
    public static List<Item> items(List<Pieces> pieces) {
        return pieces.stream()
                .map(line -> new Item(line.sku(), line.quantity()))
                .toList();
    }
}
