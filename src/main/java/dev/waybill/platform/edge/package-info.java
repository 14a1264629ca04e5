/** What requests meet before the application sees them: deadlines and limits of their headers and bodies. */
@NullMarked
package dev.waybill.platform.edge;

import org.jspecify.annotations.NullMarked;
