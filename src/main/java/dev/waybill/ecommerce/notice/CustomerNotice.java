package dev.waybill.ecommerce.notice;

import org.jspecify.annotations.Nullable;

/**
 * How notices reach customers, beyond the mailbox that has them all. Declare a bean of this type to replace the mails.
 * Calls come outside of any transaction, and again after a crash: the notice's id tells a repeated one.
 */
@FunctionalInterface
public interface CustomerNotice {

    /**
     * Tells a customer; what is thrown is tried again later, without end.
     *
     * @param email where the customer is reached; null when that is not known
     */
    void tell(String customerId, @Nullable String email, Notice notice) throws Exception;
}
