package dev.waybill.order.process;

/**
 * Why a process does not go on by itself.
 *
 * @param type what kind of obstacle, as parkedMessage
 * @param activityId where it stands in the diagram
 * @param message the cause in words
 */
public record ProcessIncident(String type, String activityId, String message) {}
