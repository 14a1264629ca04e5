/** The PostgreSQL and the AMQP broker that Waybill starts by itself when it is given none, and the directory they keep. */
@NullMarked
package dev.waybill.platform.embedded;

import org.jspecify.annotations.NullMarked;
