/** Tests of the embedded database and broker: what they promise to keep, killed or not. */
@NullMarked
package dev.waybill.platform.embedded;

import org.jspecify.annotations.NullMarked;
