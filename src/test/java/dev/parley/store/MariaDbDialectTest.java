package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.catalogue.FieldKind;
import dev.parley.merge.Value;
import dev.parley.store.Dialect.BulkColumn;
import dev.parley.testing.Engine;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class MariaDbDialectTest extends DialectCompatibilityTest {

    @Override
    Engine engine() {
        return Engine.MARIADB;
    }

    @Override
    List<Typed> types() {
        return List.of(
                new Typed("a_bigint", "bigint", FieldKind.INTEGER),
                new Typed("a_decimal", "decimal(20, 4)", FieldKind.DECIMAL),
                new Typed("a_double", "double", FieldKind.REAL),
                new Typed("a_text", "text character set utf8mb4", FieldKind.TEXT),
                new Typed("a_longtext", "longtext character set utf8mb4", FieldKind.TEXT),
                new Typed("a_varchar", "varchar(100) character set utf8mb4", FieldKind.TEXT),
                new Typed("a_date", "date", FieldKind.DATE),
                new Typed("a_time", "time(6)", FieldKind.TIME),
                new Typed("a_datetime", "datetime(6)", FieldKind.DATETIME),
                new Typed("a_timestamp", "timestamp(6) null", FieldKind.DATETIME),
                new Typed("a_blob", "blob", FieldKind.BINARY),
                new Typed("a_varbinary", "varbinary(300)", FieldKind.BINARY));
    }

    @Override
    String longText() {
        return "longtext";
    }

    @Override
    String unknownType() {
        return "point";
    }

    @Override
    SQLException passing() {
        return new SQLException("Deadlock found when trying to get lock", "40001", 1213);
    }

    @Test
    void readsZeroDatesAndWritesThemBack() {
        run("create table wine (d date, t datetime, u datetime(3))");
        run("insert into wine values ('0000-00-00', '0000-00-00 00:00:00', '2011-00-00 00:00:00')");

        List<Value> read = database.reading(tx -> tx.list(
                        "select d, t, u from wine",
                        row -> List.of(
                                tx.dialect().read(row, 1, FieldKind.DATE),
                                tx.dialect().read(row, 2, FieldKind.DATETIME),
                                tx.dialect().read(row, 3, FieldKind.DATETIME)))
                .get(0));

        assertThat(read)
                .containsExactly(
                        Value.of("0000-00-00"), Value.of("0000-00-00 00:00:00"), Value.of("2011-00-00 00:00:00"));
        database.inTransaction(tx -> {
            database.dialect()
                    .insert(
                            tx,
                            "wine",
                            List.of(
                                    new Dialect.BulkColumn("d", FieldKind.DATE),
                                    new Dialect.BulkColumn("t", FieldKind.DATETIME),
                                    new Dialect.BulkColumn("u", FieldKind.DATETIME)),
                            List.of(read));
            return true;
        });
        assertThat(strings("select count(*) from wine where d = 0 and t = 0")).containsExactly("2");
    }

    @Test
    void readsTimesThatTheMachinesTimeZoneSkips() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            run("create table wine (t datetime)");
            run("insert into wine values ('2011-03-13 02:30:00')");

            assertThat(database.<List<Value>>reading(tx ->
                            tx.list("select t from wine", row -> tx.dialect().read(row, 1, FieldKind.DATETIME))))
                    .containsExactly(Value.of("2011-03-13 02:30:00"));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void takesTinyintsYearsAndEnumsForWhatTheyAre() {
        run("create table wine (red tinyint(1), vintage year, size enum('s','m'), n int(5) zerofill)");
        run("insert into wine values (2, 2011, 'm', 42)");

        assertThat(database.schema().table("wine").orElseThrow().columns())
                .extracting(column -> column.kind())
                .containsExactly(
                        Optional.of(FieldKind.INTEGER),
                        Optional.of(FieldKind.INTEGER),
                        Optional.of(FieldKind.TEXT),
                        Optional.of(FieldKind.INTEGER));
        assertThat(database.<List<List<Value>>>reading(tx -> tx.list(
                        "select red, vintage, size, n from wine",
                        row -> List.of(
                                tx.dialect().read(row, 1, FieldKind.INTEGER),
                                tx.dialect().read(row, 2, FieldKind.INTEGER),
                                tx.dialect().read(row, 3, FieldKind.TEXT),
                                tx.dialect().read(row, 4, FieldKind.INTEGER)))))
                .containsExactly(List.of(Value.of("2"), Value.of("2011"), Value.of("m"), Value.of("42")));
    }

    @Test
    void loadsTextWithoutAlteringItIntoItsOwnTablesAndIntoThoseOfOtherCharacterSets() {
        database.createOwnTables();
        run(
                "create table wine (key_id varchar(40) character set latin1, nonce varchar(40) character set utf8mb3, expires bigint)");
        List<BulkColumn> columns = List.of(
                new BulkColumn("key_id", FieldKind.TEXT),
                new BulkColumn("nonce", FieldKind.TEXT),
                new BulkColumn("expires", FieldKind.INTEGER));
        List<Value> own = List.of(Value.of("Łódź 東京 🍷"), Value.of("a\tb\nc\\d\\N'\"é "), Value.of("-5"));
        List<Value> wine = List.of(Value.of("Château à côté"), Value.of("Łódź 東京"), Value.of("7"));

        database.inTransaction(tx -> {
            tx.dialect().load(tx, "parley_nonce", columns, BulkSql.source(columns, List.of(own)));
            tx.dialect().load(tx, "wine", columns, BulkSql.source(columns, List.of(wine)));
            return true;
        });

        assertThat(loaded("parley_nonce")).containsExactly(own);
        assertThat(loaded("wine")).containsExactly(wine);
    }

    private List<List<Value>> loaded(String table) {
        return database.reading(tx -> tx.list(
                "select key_id, nonce, expires from " + table,
                row -> List.of(Value.of(row.getString(1)), Value.of(row.getString(2)), Value.of(row.getString(3)))));
    }

    /** Else the database would set them to now, and the row were another one than at the other site. */
    @Test
    void leavesTimesAloneThatUpdatesSetByThemselves() {
        run("create table wine (id integer, name varchar(20), t timestamp default now() on update current_timestamp)");
        run("insert into wine values (1, 'red', '2011-01-31 14:05:09')");

        database.inTransaction(tx -> {
            database.dialect()
                    .update(
                            tx,
                            "wine",
                            List.of(new Dialect.BulkColumn("name", FieldKind.TEXT)),
                            List.of(new Dialect.BulkColumn("id", FieldKind.INTEGER)),
                            List.of(List.of(Value.of("white"), Value.of("1"))));
            return true;
        });

        assertThat(strings("select concat(name, ' ', t) from wine")).containsExactly("white 2011-01-31 14:05:09");
    }

    @Test
    void saysThatADatabaseCannotBeReached() {
        DatabaseConfig nowhere = new DatabaseConfig("jdbc:mariadb://127.0.0.1:1/cellar", "u", "s3cret");

        assertThatThrownBy(() -> Database.open(nowhere, CommitHook.NONE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("can't be reached")
                .hasMessageContaining("jdbc:mariadb://127.0.0.1:1/cellar")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void saysThatTheUserIsNotLetIn() {
        assertThatThrownBy(() -> Database.open(config("wrong"), CommitHook.NONE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Check the user");
    }
}
