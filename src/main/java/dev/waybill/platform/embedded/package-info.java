/** The embedded default: a PostgreSQL and an AMQP broker that this process starts by itself. */
@NullMarked
package dev.waybill.platform.embedded;

import org.jspecify.annotations.NullMarked;
