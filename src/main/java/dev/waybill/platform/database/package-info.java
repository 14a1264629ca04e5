/** The one pool of database connections, and what happens while the database is away. */
@NullMarked
package dev.waybill.platform.database;

import org.jspecify.annotations.NullMarked;
