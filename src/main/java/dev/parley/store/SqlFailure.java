package dev.parley.store;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a database said, through all that the drivers wrapped it in. */
public final class SqlFailure {

    private static final int DEPTH = 10;

    private SqlFailure() {}

    /** What drivers put before it: a connection's number, a severity, a code that the words repeat. */
    private static final Pattern BEFORE = Pattern.compile("^(\\(conn=\\d+\\) |ERROR: |\\[SQLITE_\\w+\\] )+");

    /** What the database said, in a line, without what a driver puts around it. */
    public static String reason(SQLException failure) {
        SQLException cause = failure;
        while (cause instanceof BatchUpdateException && cause.getNextException() != null) {
            cause = cause.getNextException();
        }
        String message = String.valueOf(cause.getMessage()).strip();
        return BEFORE.matcher(message.lines().findFirst().orElse(message)).replaceFirst("");
    }

    /** Whether that holds for the exception or for one that it stems from. */
    static boolean any(SQLException failure, Predicate<SQLException> holds) {
        @Nullable Throwable next = failure;
        for (int i = 0; next != null && i < DEPTH; i++) {
            if (next instanceof SQLException sql && holds.test(sql)) {
                return true;
            }
            next = next.getCause();
        }
        return false;
    }

    /** Whether its SQLSTATE begins so. */
    static boolean state(SQLException failure, String prefix) {
        String state = failure.getSQLState();
        return state != null && state.startsWith(prefix);
    }

    /** Whether every engine takes it for a lost connection. That all connections of a pool are in use is none. */
    static boolean isConnection(SQLException failure) {
        return state(failure, "08") || failure instanceof SQLNonTransientConnectionException;
    }
}
