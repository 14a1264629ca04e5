package dev.waybill.billing.domain;

import dev.waybill.contract.amounts.Amounts;
import java.util.List;

/** What an invoice will say. */
public record Draft(List<BillLine> lines, String currency, String country, Amounts amounts) {}
