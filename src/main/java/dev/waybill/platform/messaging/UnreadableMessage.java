package dev.waybill.platform.messaging;

import org.jspecify.annotations.Nullable;

/** A delivery that is no message of the published language; the text describes what is wrong with it. */
final class UnreadableMessage extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableMessage(String text, @Nullable Throwable cause) {
        super(text, cause);
    }
}
