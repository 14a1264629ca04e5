package dev.waybill.order.process.engine;

/** What this application does otherwise than the engine as it is delivered; each can be switched off by itself. */
public enum EngineCut {
    /** No foreign keys between the engine's tables of running processes. */
    FOREIGN_KEYS,

    /** Fewer writes of indexes of running processes: none that nothing here is searched by, and room for updates in place. */
    INDEXES,

    /** The engine's SQL is read while the application starts, not after it. */
    MAPPINGS,

    /** Who waits for a message follows from the model, and is looked up for a whole batch of orders by one query. */
    SUBSCRIPTIONS,

    /** What follows from the model is not stored as well; not while a release that reads it runs beside. */
    SUBSCRIPTION_ROWS,

    /** All steps of a batch are one command of the engine, with one flush. */
    SHARED_COMMANDS
}
