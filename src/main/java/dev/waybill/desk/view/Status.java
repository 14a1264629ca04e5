package dev.waybill.desk.view;

/** Where an order is, in the order context's own words, as far as the desk was told; and what it waits for there. */
public enum Status {
    PLACED("the invoice"),
    INVOICED("the payment's authorization"),
    PAYMENT_DECLINED("another payment method from the customer"),
    AUTHORIZED("the stock's reservation"),
    BACK_ORDERED("missing stock to come in"),
    RESERVED("the payment's capture"),
    PAID("the parcel's dispatch"),
    SHIPPED("the parcel's delivery"),
    CANCELLING("stock and payment to be released"),
    COMPLETED(""),
    CANCELLED("");

    private final String waitsFor;

    Status(String waitsFor) {
        this.waitsFor = waitsFor;
    }

    /** What an order in this status waits for; empty when nothing can happen any more. */
    public String waitsFor() {
        return waitsFor;
    }
}
