package dev.waybill.contract.order;

import dev.waybill.contract.Money;

/** A line of an order: pieces of a SKU at the net unit price of that price version. */
public record Line(String sku, int quantity, Money unitPrice, long priceVersion) {}
