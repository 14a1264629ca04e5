/** Deadlines and limits of the headers and bodies of requests, before the application sees them. */
@NullMarked
package dev.waybill.platform.edge;

import org.jspecify.annotations.NullMarked;
