package dev.waybill.contract;

/** A command or an event that travels between contexts; its simple class name is its name on the wire. */
public interface Message {

    /** What the message is about, and what its sequence counts for: an order id, a cart id or a SKU. */
    String subject();
}
