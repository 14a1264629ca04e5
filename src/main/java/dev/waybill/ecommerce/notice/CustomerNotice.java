package dev.waybill.ecommerce.notice;

import dev.waybill.ecommerce.domain.Notice;
import org.jspecify.annotations.Nullable;

/**
 * How notices reach customers, beside the mailbox that has them all. Declare a bean of this type to replace the mails.
 * It is called outside of any transaction, and again after a crash: the notice's id identifies a repeated one.
 */
@FunctionalInterface
public interface CustomerNotice {

    /**
     * Sends a notice to a customer; after an exception it is tried again later, without end.
     *
     * @param email where the customer is reached; null when that is not known
     */
    void send(String customerId, @Nullable String email, Notice notice) throws Exception;
}
