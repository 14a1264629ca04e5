package dev.waybill.platform.messaging;

import dev.waybill.platform.eventstore.RecordedEvent;

/** A message that was sent before, and the stored event that it is derived from. */
public record SentMessage(Object message, RecordedEvent event) {}
