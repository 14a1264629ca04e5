package dev.waybill.platform.messaging;

/** A message whose turn has come and whose content is not what its name promises; what it has or lacks is said. */
final class FlawedMessage extends RuntimeException {

    private static final long serialVersionUID = 1;

    FlawedMessage(String text) {
        super(text);
    }
}
