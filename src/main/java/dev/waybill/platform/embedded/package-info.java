/** The PostgreSQL and AMQP broker that Waybill starts where its configuration names none, and their data's directory. */
@NullMarked
package dev.waybill.platform.embedded;

import org.jspecify.annotations.NullMarked;
