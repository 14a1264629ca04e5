package dev.waybill.platform.database;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Explains in two sentences, instead of a stack trace, why PostgreSQL cannot be used at the start, and what to correct. */
final class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<PSQLException> {

    private final Environment environment;

    DatabaseFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PSQLException cause) {
        String state = cause.getSQLState() == null ? "" : cause.getSQLState();
        String action = switch (state) {
            case "08001", "08004", "08006", "57P03" ->
                "Start it, or correct spring.datasource.url; this process ends and may be started again.";
            case "28000", "28P01" ->
                "Correct spring.datasource.username and .password; src/deploy/postgresql.sql creates a role per context.";
            case "3D000" -> "Create it (createdb), or correct the name in spring.datasource.url.";
            case "42501" ->
                "Let the role own its context's schema: run src/deploy/postgresql.sql, or correct spring.datasource.username.";
            case "53300" -> "Raise max_connections of PostgreSQL, or lower spring.datasource.hikari.maximum-pool-size.";
            default -> "";
        };
        if (action.isEmpty()) {
            return null;
        }
        String url = environment.getProperty("spring.datasource.url", "");
        int parameters = url.indexOf('?'); // a password may be among them
        return new FailureAnalysis(
                "PostgreSQL at " + (parameters < 0 ? url : url.substring(0, parameters)) + " as user "
                        + environment.getProperty("spring.datasource.username", "of the url")
                        + " cannot be used: " + cause.getMessage(),
                action,
                cause);
    }
}
