package dev.waybill.matrix;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The run's own look into all schemas, past the proxies; it reads the contexts' tables and never changes them. */
final class Sql implements AutoCloseable {

    /** Reads a row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final String url;
    private Connection connection;

    Sql(String url) {
        this.url = url;
    }

    /** Statements that answer nothing. */
    synchronized void run(String statements) throws SQLException {
        try (var once = DriverManager.getConnection(url);
                var statement = once.createStatement()) {
            statement.execute(statements);
        }
    }

    /** Throws {@link SQLException} while the database is away; the next call connects again. */
    synchronized <T> List<T> query(String select, Row<T> read, Object... values) throws SQLException {
        if (connection == null || connection.isClosed()) {
            connection = DriverManager.getConnection(url);
        }
        try (var statement = connection.prepareStatement(select)) {
            for (int n = 0; n < values.length; n++) {
                statement.setObject(
                        n + 1, values[n] instanceof String[] texts ? connection.createArrayOf("text", texts) : values[n]);
            }
            List<T> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(read.read(rows));
                }
            }
            return all;
        } catch (SQLException e) {
            if (!connection.isValid(1)) {
                connection.close();
            }
            throw e;
        }
    }

    long count(String select, Object... values) throws SQLException {
        return query(select, row -> row.getLong(1), values).getFirst();
    }

    @Override
    public synchronized void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }
}
