package dev.waybill;

import dev.waybill.platform.messaging.PublishedLanguage;

/** The published language as the running product has it, for tests of what carries its messages. */
public final class WaybillLanguage {

    private WaybillLanguage() {}

    /** All exchanges, queues and messages. */
    public static PublishedLanguage language() {
        return new MessagingWiring().publishedLanguage();
    }
}
