/** Where the desk hears all published events. */
@NullMarked
package dev.waybill.desk.messaging;

import org.jspecify.annotations.NullMarked;
