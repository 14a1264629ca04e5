package dev.waybill.platform.eventstore;

/** A stored event of an aggregate, and the state right after it. */
public record Step<S, E>(S state, E event, RecordedEvent stored) {}
