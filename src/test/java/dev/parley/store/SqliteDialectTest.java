package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.catalogue.FieldKind;
import dev.parley.merge.Value;
import dev.parley.testing.Engine;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class SqliteDialectTest extends DialectCompatibilityTest {

    @Override
    Engine engine() {
        return Engine.SQLITE;
    }

    @Override
    List<Typed> types() {
        return List.of(
                new Typed("an_integer", "integer", FieldKind.INTEGER),
                new Typed("a_decimal", "decimal(20, 4)", FieldKind.DECIMAL),
                new Typed("a_real", "real", FieldKind.REAL),
                new Typed("a_boolean", "boolean", FieldKind.BOOLEAN),
                new Typed("a_text", "text", FieldKind.TEXT),
                new Typed("a_varchar", "varchar(100)", FieldKind.TEXT),
                new Typed("a_date", "date", FieldKind.DATE),
                new Typed("a_time", "time", FieldKind.TIME),
                new Typed("a_datetime", "datetime", FieldKind.DATETIME),
                new Typed("a_blob", "blob", FieldKind.BINARY));
    }

    @Override
    String unknownType() {
        return "geometry";
    }

    @Override
    String lengthCheck() {
        return "check (length(name) <= 5)";
    }

    @Override
    boolean holdsAnything(FieldKind kind) {
        return kind != FieldKind.BINARY;
    }

    @Override
    SQLException passing() {
        return new SQLiteException("database is locked", SQLiteErrorCode.SQLITE_BUSY);
    }

    @Test
    void refusesNumbersThatItWouldRound() {
        run("create table wine (a decimal(30, 10), b integer)");
        List<Dialect.BulkColumn> a = List.of(new Dialect.BulkColumn("a", FieldKind.DECIMAL));
        List<Dialect.BulkColumn> b = List.of(new Dialect.BulkColumn("b", FieldKind.INTEGER));

        assertThatThrownBy(() -> insert(a, "12345678901234567.89")).hasMessageContaining("would round");
        assertThatThrownBy(() -> insert(b, "9223372036854775808")).hasMessageContaining("great");
    }

    private void insert(List<Dialect.BulkColumn> columns, String text) {
        database.inTransaction(tx -> {
            database.dialect().insert(tx, "wine", columns, List.of(List.of(Value.of(text))));
            return true;
        });
    }

    @Test
    void readsWhatAColumnHoldsWhateverItWasDeclaredAs() {
        run("create table wine (n integer, t datetime, u datetime)");
        run("insert into wine values ('many', '2011-01-31T14:05:09.250Z', 'soon')");

        assertThat(database.<List<List<Value>>>reading(tx -> tx.list(
                        "select n, t, u from wine",
                        row -> List.of(
                                tx.dialect().read(row, 1, FieldKind.INTEGER),
                                tx.dialect().read(row, 2, FieldKind.DATETIME),
                                tx.dialect().read(row, 3, FieldKind.DATETIME)))))
                .containsExactly(List.of(Value.of("many"), Value.of("2011-01-31 14:05:09.25"), Value.of("soon")));
    }

    @Test
    void takesNumbersAmongBytesForBytesOfTheirText() {
        run("create table wine (label blob)");
        run("insert into wine values (7), ('text'), (x'00')");

        assertThat(database.<List<Value>>reading(
                        tx -> tx.list("select label from wine order by rowid", row -> tx.dialect()
                                .read(row, 1, FieldKind.BINARY))))
                .containsExactly(Value.of("Nw=="), Value.of("dGV4dA=="), Value.of("AA=="));
    }

    @Test
    void keepsADatabaseInMemoryOnOneConnection() {
        try (Database memory = Database.open(new DatabaseConfig("jdbc:sqlite::memory:", "", ""), CommitHook.NONE)) {
            memory.inTransaction(tx -> tx.update("create table wine (id integer primary key)"));
            memory.inTransaction(tx -> tx.update("insert into wine values (1)"));

            assertThat(memory.<List<Integer>>reading(tx -> tx.list("select id from wine", row -> row.getInt(1))))
                    .containsExactly(1);
        }
    }

    @Test
    void namesTheDatabasesThatItKnows() {
        assertThatThrownBy(() -> Database.open(new DatabaseConfig("jdbc:oracle:x", "", ""), CommitHook.NONE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("jdbc:sqlite:")
                .hasMessageContaining("jdbc:postgresql:")
                .hasMessageContaining("jdbc:mariadb:");
    }
}
