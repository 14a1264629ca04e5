package dev.waybill.platform.eventstore;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The local transactions of one context, each with its {@link UnitOfWork}. */
public final class Transactions {

    private static final Logger log = LoggerFactory.getLogger(Transactions.class);
    private static final int ATTEMPTS = 5;

    private final TransactionTemplate template;
    private final HeadTable heads;
    private final ConcurrencyLimit concurrencyLimit;

    public Transactions(
            PlatformTransactionManager manager, ConcurrencyLimit concurrencyLimit, JdbcTemplate jdbc, String schema) {
        this.template = new TransactionTemplate(manager);
        this.heads = new HeadTable(jdbc, schema);
        this.concurrencyLimit = concurrencyLimit;
    }

    /** The limit for work in batches, shared by all contexts of the process. */
    public ConcurrencyLimit concurrencyLimit() {
        return concurrencyLimit;
    }

    /** Runs in one transaction; what loses against a concurrent one (lock, version) is run again on the new state. */
    public <T> T in(Supplier<T> body) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return body.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return once(body);
            } catch (ConcurrencyFailureException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                log.debug(
                        "Attempt {} lost against a concurrent transaction, trying again: {}", attempt, e.getMessage());
            }
        }
    }

    /** As {@link #in}, without a result. */
    public void run(Runnable body) {
        in(() -> {
            body.run();
            return true;
        });
    }

    @SuppressWarnings("NullAway") // a body may return null, and the template returns it
    private <T> T once(Supplier<T> body) {
        return template.execute(status -> body.get());
    }

    /** The unit of work of this thread's transaction, which may have been opened elsewhere. */
    public UnitOfWork current() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("events and messages are written inside a transaction only");
        }
        var bound = (UnitOfWork) TransactionSynchronizationManager.getResource(this);
        if (bound != null) {
            return bound;
        }
        var work = new UnitOfWork(heads);
        TransactionSynchronizationManager.bindResource(this, work);
        TransactionSynchronizationManager.registerSynchronization(new Flush(work));
        return work;
    }

    private final class Flush implements TransactionSynchronization {

        private final UnitOfWork work;

        Flush(UnitOfWork work) {
            this.work = work;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            work.flush();
        }

        @Override
        public void afterCommit() {
            work.committed();
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Transactions.this);
        }
    }
}
