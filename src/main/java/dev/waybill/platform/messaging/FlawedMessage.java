package dev.waybill.platform.messaging;

/** A message that is next in its lane and whose content does not match its type; the text names the flaw. */
final class FlawedMessage extends RuntimeException {

    private static final long serialVersionUID = 1;

    FlawedMessage(String text) {
        super(text);
    }
}
