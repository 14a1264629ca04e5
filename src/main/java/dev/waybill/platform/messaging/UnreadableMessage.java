package dev.waybill.platform.messaging;

import org.jspecify.annotations.Nullable;

/** A delivery that is no message of the published language; what it has or lacks is said in the text. */
final class UnreadableMessage extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableMessage(String text, @Nullable Throwable cause) {
        super(text, cause);
    }
}
