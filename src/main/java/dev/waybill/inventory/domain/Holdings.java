package dev.waybill.inventory.domain;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** The state that the {@link Allocation} decides on; it loads what a decision concerns. */
public interface Holdings {

    /** The orders that wait for stock. */
    BackOrderQueue queue();

    /** The stock of each of these SKUs; {@link StockItem#NONE} for one that was never received. */
    Map<String, StockItem> stock(Set<String> skus);

    /** The reservation of each of these orders; {@link Reservation#EMPTY} for one that has asked for nothing. */
    Map<String, Reservation> reservations(Collection<String> orderIds);
}
