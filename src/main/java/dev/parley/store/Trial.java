package dev.parley.store;

import dev.parley.catalogue.FieldKind;
import dev.parley.merge.Value;
import dev.parley.store.Dialect.BulkColumn;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tries values on columns like those that they are for, in a table beside, which goes again. So no database rounds, pads or rewrites a
 * value unseen, and of a row that it refuses the field is known.
 */
public final class Trial {

    private static final String BESIDE = "parley_trial";
    private static final int SHOWN = 60;

    private final Tx tx;
    private final String table;

    /** For columns of that table, in that transaction. */
    public Trial(Tx tx, String table) {
        this.tx = tx;
        this.table = table;
    }

    /** What is amiss with a field's value. */
    public record Fault(String field, String why) {}

    /** A value that its column would not keep as it is. */
    public static final class AlteredException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        AlteredException(String message) {
            super(message);
        }
    }

    /**
     * Makes sure that the columns keep these values as they are. Costs nothing where that is beyond doubt.
     *
     * @throws AlteredException where one does not
     * @throws SQLException where one is refused
     */
    public void check(List<BulkColumn> columns, List<List<Value>> rows) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            Optional<Predicate<String>> doubt = columns.get(i).type().isEmpty()
                    ? Optional.empty()
                    : tx.dialect().doubtful(columns.get(i));
            if (doubt.isPresent()) {
                check(columns.get(i), doubtful(rows, i, doubt.get()));
            }
        }
    }

    /** The first field of a row that its column refuses or would alter; absent where it is not a single value that is at fault. */
    public Optional<Fault> fault(List<BulkColumn> columns, List<Value> row) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            BulkColumn column = columns.get(i);
            if (!column.type().isEmpty() && !row.get(i).isNull()) {
                try {
                    check(column, List.of(row.get(i)));
                } catch (SQLException refused) {
                    if (tx.dialect().isDisconnect(refused)) {
                        throw refused;
                    }
                    return Optional.of(new Fault(column.name(), SqlFailure.reason(refused)));
                } catch (IllegalArgumentException refused) {
                    return Optional.of(new Fault(column.name(), String.valueOf(refused.getMessage())));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Value> doubtful(List<List<Value>> rows, int column, Predicate<String> doubt) {
        List<Value> values = new ArrayList<>();
        for (List<Value> row : rows) {
            Value value = row.get(column);
            if (!value.isNull() && doubt.test(value.text())) {
                values.add(value);
            }
        }
        return values;
    }

    private void check(BulkColumn column, List<Value> values) throws SQLException {
        if (values.isEmpty()) {
            return;
        }
        Savepoint savepoint = tx.connection().setSavepoint();
        List<Value> kept;
        try {
            kept = kept(column, values);
            execute(tx.dialect().dropTemporary(BESIDE));
            tx.connection().releaseSavepoint(savepoint);
        } catch (SQLException | IllegalArgumentException refused) {
            tx.connection().rollback(savepoint);
            execute(tx.dialect().dropTemporary(BESIDE));
            throw refused;
        }
        for (int i = 0; i < values.size(); i++) {
            if (!kept.get(i).equals(values.get(i))) {
                throw new AlteredException("a column of type %s would keep “%s” as “%s”"
                        .formatted(column.type(), shown(values.get(i)), shown(kept.get(i))));
            }
        }
    }

    private List<Value> kept(BulkColumn column, List<Value> values) throws SQLException {
        Dialect dialect = tx.dialect();
        execute("create temporary table %s as select %s as v, 0 as place from %s limit 0"
                .formatted(BESIDE, dialect.quote(column.name()), dialect.table(table)));
        List<List<Value>> rows = new ArrayList<>();
        for (Value value : values) {
            rows.add(List.of(value, Value.of(Integer.toString(rows.size()))));
        }
        List<BulkColumn> columns =
                List.of(new BulkColumn("v", column.kind()), new BulkColumn("place", FieldKind.INTEGER));
        BulkSql.execute(tx, "insert into %s (v, place) values (?, ?)".formatted(BESIDE), columns, rows);
        String select = "select %s from %s order by place"
                .formatted(dialect.exactly("v", column.kind(), column.type()), BESIDE);
        return tx.list(select, row -> dialect.read(row, 1, column.kind()));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = tx.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    private static String shown(Value value) {
        String text = value.isNull() ? "null" : value.text();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
