/** What differs here from the engine as it is delivered: its tables, its jobs, its start, what it evaluates. */
@NullMarked
package dev.waybill.order.process.engine;

import org.jspecify.annotations.NullMarked;
