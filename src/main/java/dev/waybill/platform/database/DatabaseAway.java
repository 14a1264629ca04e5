package dev.waybill.platform.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** Distinguishes failures of the whole database from those of a statement. */
public final class DatabaseAway {

    private DatabaseAway() {}

    /**
     * Whether somewhere behind a failure there is a connection that could not be had or was lost: SQL states 08 and 57P
     * (PostgreSQL's appendix A), or a pool's time-out. A transaction that could not even be rolled back has lost its
     * connection, whatever it was rolled back for; one whose commit the database refused with a reason has not.
     */
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || (cause instanceof SQLException sql && isConnectionState(sql.getSQLState()))
                    || (cause instanceof TransactionSystemException && !isRefused(cause))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRefused(Throwable transaction) {
        for (Throwable cause = transaction; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return !isConnectionState(sql.getSQLState());
            }
        }
        return false;
    }

    /**
     * Whether somewhere behind a failure there is a lock that was not given in time, or a transaction that had to make way
     * for another: SQL states 55P03 and 40. The same may go well in a moment.
     */
    public static boolean isBusyBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isBusyState(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBusyState(@Nullable String state) {
        return state != null && (state.equals("55P03") || state.startsWith("40"));
    }

    private static boolean isConnectionState(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
