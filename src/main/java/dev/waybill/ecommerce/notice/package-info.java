/** How customers are reached, and the sandbox mailbox behind it. */
@NullMarked
package dev.waybill.ecommerce.notice;

import org.jspecify.annotations.NullMarked;
