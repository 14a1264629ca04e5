package dev.waybill.platform.eventstore;

/** An event and its place among all events of its context. */
public record LoggedEvent(LogPosition at, RecordedEvent event) {}
