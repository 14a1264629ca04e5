package dev.waybill.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionSystemException;

class DatabaseAwayTest {

    private static final SQLException LOST = new SQLException("an I/O error occurred", "08006");
    private static final SQLException CLOSED = new SQLException("Connection is closed");

    @Test
    void aLostConnectionIsBehindWhatItsStatementFailedWith() {
        assertThat(DatabaseAway.isBehind(new DataAccessResourceFailureException("select", LOST)))
                .isTrue();
    }

    @Test
    void aStatementThatFailsIsNoDatabaseThatIsAway() {
        assertThat(DatabaseAway.isBehind(new DuplicateKeyException("insert", new SQLException("twice", "23505"))))
                .isFalse();
    }

    @Test
    void aLockThatIsNotGivenInTimeIsBusyAndNotAway() {
        var failure = new IllegalStateException("the engine could not flush", new SQLException("lock", "55P03"));

        assertThat(DatabaseAway.isBusyBehind(failure)).isTrue();
        assertThat(DatabaseAway.isBehind(failure)).isFalse();
    }

    /** The pool closes a connection that was lost, without a SQL state; the failure may show that or hide it. */
    @Test
    void aRollbackThatFailsHasLostItsConnection() {
        var rollback = new TransactionSystemException("JDBC rollback failed", CLOSED);
        rollback.initApplicationException(new IllegalStateException("the engine could not flush"));

        assertThat(DatabaseAway.isBehind(rollback)).isTrue();
        assertThat(DatabaseAway.isBehind(CLOSED)).isFalse();
    }

    /** A full disk, a deferred constraint: waiting in place would last forever. */
    @Test
    void aCommitThatTheDatabaseRefusesIsNoDatabaseThatIsAway() {
        var commit = new TransactionSystemException("JDBC commit failed", new SQLException("no space left", "53100"));

        assertThat(DatabaseAway.isBehind(commit)).isFalse();
        assertThat(DatabaseAway.isBehind(new TransactionSystemException("JDBC commit failed", LOST)))
                .isTrue();
    }
}
