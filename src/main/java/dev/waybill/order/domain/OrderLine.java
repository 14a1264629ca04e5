package dev.waybill.order.domain;

import dev.waybill.contract.amounts.MinorUnits;

/** Pieces of a SKU at a net unit price in minor units, in that version of the price list. */
public record OrderLine(
        String sku, int quantity, @MinorUnits long unitPrice, long priceVersion) {}
