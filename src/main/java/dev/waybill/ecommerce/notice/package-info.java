/** The port through which notices reach customers, its mails and the sandbox mailbox. */
@NullMarked
package dev.waybill.ecommerce.notice;

import org.jspecify.annotations.NullMarked;
