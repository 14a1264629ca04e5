/** The desk's read models: what all contexts have published about orders and stock, joined. */
@NullMarked
package dev.waybill.desk.view;

import org.jspecify.annotations.NullMarked;
