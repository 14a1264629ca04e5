package dev.waybill.journey;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Databases of a journey's own, on the server that the environment names. */
final class ServerDatabase {

    private ServerDatabase() {}

    private static JdbcTemplate server() {
        return new JdbcTemplate(new DriverManagerDataSource(System.getenv("WAYBILL_TEST_DATABASE_URL")));
    }

    /** An empty database of that name. */
    static void create(String name) {
        drop(name);
        server().execute("create database " + name);
    }

    /**
     * Drops a database if it is there, and ends the connections of this user to it. Not with force: that would end the workers
     * of autovacuum too, which only a superuser may do; without it the server ends them itself.
     */
    static void drop(String name) {
        server().query(
                        "select pg_terminate_backend(pid) from pg_stat_activity"
                                + " where datname = ? and usename = current_user",
                        row -> {},
                        name);
        server().execute("drop database if exists " + name);
    }
}
