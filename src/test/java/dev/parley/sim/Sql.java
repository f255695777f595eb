package dev.parley.sim;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plain SQL on one connection, as the application and the checks write it. */
final class Sql {

    private static final int CONSTRAINT = 19;

    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** A constraint of the application's own tables said no. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(SQLException cause) {
            super(cause);
        }
    }

    /** The rows that the query gives, every value as text. */
    List<List<@Nullable String>> rows(String sql, @Nullable Object... arguments) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            List<List<@Nullable String>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<@Nullable String> row = new ArrayList<>(columns);
                    for (int i = 1; i <= columns; i++) {
                        row.add(result.getString(i));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /** The first column of every row that is not null. */
    List<String> column(String sql, @Nullable Object... arguments) {
        List<String> values = new ArrayList<>();
        for (List<@Nullable String> row : rows(sql, arguments)) {
            String value = row.get(0);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** The first value, unless it is null. */
    Optional<String> value(String sql, @Nullable Object... arguments) {
        return column(sql, arguments).stream().findFirst();
    }

    /** Carries the statement out. */
    void run(String sql, @Nullable Object... arguments) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
    }

    private static RuntimeException failed(String sql, SQLException e) {
        boolean refused = (e.getErrorCode() & 0xff) == CONSTRAINT
                && !String.valueOf(e.getMessage()).contains("parley_");
        return refused ? new Refused(e) : new IllegalStateException(sql, e);
    }
}
