package dev.waybill.platform.session;

import com.zaxxer.hikari.HikariDataSource;
import dev.waybill.platform.base.Misconfigured;
import dev.waybill.platform.database.LongRunningWork;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The schema {@code sessions} of a PostgreSQL, with Spring Session's tables; what has expired is removed each minute. */
final class SessionStore implements DisposableBean {

    static final String SCHEMA = "sessions";

    private final DataSource dataSource;
    private final JdbcIndexedSessionRepository repository;

    private SessionStore(DataSource dataSource) {
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.dataSource = dataSource;
        this.repository = new JdbcIndexedSessionRepository(new JdbcTemplate(dataSource), transactions);
        repository.setTableName(SCHEMA + ".spring_session");
        new PostgreSqlJdbcIndexedSessionRepositoryCustomizer().customize(repository);
    }

    /**
     * The store in that database, with its schema up to date.
     *
     * @throws Misconfigured when its schema cannot be created or brought up to date
     */
    static SessionStore in(DataSource dataSource) {
        var store = new SessionStore(dataSource);
        store.migrate();
        store.repository.afterPropertiesSet();
        return store;
    }

    private void migrate() {
        try {
            Flyway.configure()
                    .dataSource(LongRunningWork.like(dataSource))
                    .schemas(SCHEMA)
                    .defaultSchema(SCHEMA)
                    .locations("classpath:db/migration/session")
                    .ignoreMigrationPatterns("*:future") // of a newer release beside this one
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new Misconfigured(
                    "browsers' logins cannot be kept in the schema " + SCHEMA + ": " + e.getMessage(),
                    "Name the database and role for them in waybill.session.datasource.url, .username and .password;"
                            + " src/deploy/postgresql.sql creates the role waybill_session.");
        }
    }

    JdbcIndexedSessionRepository repository() {
        return repository;
    }

    @Override
    public void destroy() throws Exception {
        repository.destroy();
        if (dataSource instanceof HikariDataSource pool && SCHEMA.equals(pool.getPoolName())) {
            pool.close(); // it is of this store alone
        }
    }
}
