/** Who may call what: users, roles and the rules that contexts contribute. */
@NullMarked
package dev.waybill.platform.security;

import org.jspecify.annotations.NullMarked;
