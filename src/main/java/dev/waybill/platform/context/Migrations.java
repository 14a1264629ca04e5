package dev.waybill.platform.context;

import dev.waybill.platform.database.LongRunningWork;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a context's schema up to date: the platform's migrations and the context's own, numbered in one series. */
final class Migrations {

    private Migrations() {}

    static void migrate(DataSource dataSource, String name, String schema) {
        Flyway.configure()
                .dataSource(LongRunningWork.like(dataSource))
                .schemas(schema)
                .defaultSchema(schema)
                .locations("classpath:db/migration/platform", "classpath:db/migration/" + name)
                .ignoreMigrationPatterns("*:missing", "*:future") // a newer release beside this one has applied its own
                .outOfOrder(true) // a newer release's migration of the platform is numbered below those of the context
                .load()
                .migrate();
    }
}
