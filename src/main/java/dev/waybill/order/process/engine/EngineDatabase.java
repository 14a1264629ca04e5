package dev.waybill.order.process.engine;

import dev.waybill.platform.eventstore.Transactions;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Where the engine's tables are.
 *
 * @param schema of the engine's tables and of order's own
 * @param transactions those of the order context, which the engine takes part in
 */
public record EngineDatabase(JdbcTemplate jdbc, String schema, Transactions transactions) {}
