/** Personal fields, stored encrypted with a key per owner. */
@NullMarked
package dev.waybill.platform.personal;

import org.jspecify.annotations.NullMarked;
