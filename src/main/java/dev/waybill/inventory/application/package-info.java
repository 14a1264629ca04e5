/** Stock is reserved, released, issued and received here; its streams are read, audited and checked. */
@NullMarked
package dev.waybill.inventory.application;

import org.jspecify.annotations.NullMarked;
