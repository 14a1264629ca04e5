package dev.waybill.billing;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Billing's schema as its migrations leave it. */
public final class BillingDatabase {

    private BillingDatabase() {}

    /** Migrates to a version, or to the {@code latest}. */
    public static void migrate(DataSource database, String target) {
        Flyway.configure()
                .dataSource(database)
                .schemas("billing")
                .defaultSchema("billing")
                .locations("classpath:db/migration/platform", "classpath:db/migration/billing")
                .outOfOrder(true)
                .target(target)
                .load()
                .migrate();
    }
}
