package dev.waybill.billing.domain;

import dev.waybill.contract.amounts.Amounts;
import java.util.List;

/** The content of an invoice before it is issued. */
public record Draft(List<BillLine> lines, String currency, String country, Amounts amounts) {}
