/** The document of the API: what each operation takes, answers and refuses, derived from the controllers. */
@NullMarked
package dev.waybill.platform.openapi;

import org.jspecify.annotations.NullMarked;
