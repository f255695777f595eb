package dev.parley.store;

import static dev.parley.catalogue.FieldKind.BINARY;
import static dev.parley.catalogue.FieldKind.BOOLEAN;
import static dev.parley.catalogue.FieldKind.DATE;
import static dev.parley.catalogue.FieldKind.DATETIME;
import static dev.parley.catalogue.FieldKind.DECIMAL;
import static dev.parley.catalogue.FieldKind.INTEGER;
import static dev.parley.catalogue.FieldKind.REAL;
import static dev.parley.catalogue.FieldKind.TEXT;
import static dev.parley.catalogue.FieldKind.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Schema;
import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.ForeignKey;
import dev.parley.catalogue.Schema.OnDelete;
import dev.parley.catalogue.Schema.Table;
import dev.parley.merge.Value;
import dev.parley.store.Dialect.BulkColumn;
import dev.parley.testing.Engine;
import dev.parley.testing.TestDatabase;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database has to do alike. Each engine runs it. */
abstract class DialectCompatibilityTest {

    /** A column of the table that takes every kind, with its type in this engine. */
    record Typed(String name, String type, FieldKind kind) {}

    private TestDatabase home;
    protected Database database;

    abstract Engine engine();

    /** A column for each kind, as this engine calls them: {@code a_integer} and so on. */
    abstract List<Typed> types();

    /** A type that Parley does not know. */
    abstract String unknownType();

    @BeforeEach
    void open() {
        home = engine().newDatabase();
        database = Database.open(config(home.password()), CommitHook.NONE);
    }

    @AfterEach
    void close() {
        database.close();
        home.close();
    }

    DatabaseConfig config(String password) {
        return new DatabaseConfig(home.jdbcUrl(), home.user(), password);
    }

    @Test
    void readsTablesWithTheirKeysAndForeignKeys() {
        run("create table area (id integer not null primary key, name varchar(50) not null)");
        run("create table wine (id integer not null primary key, area_id integer, other_id integer, name varchar(50), "
                + "vintage integer, constraint u unique (name, vintage), "
                + "constraint a foreign key (area_id) references area (id) on delete cascade, "
                + "constraint b foreign key (other_id) references area (id) on delete set null)");

        Schema schema = database.schema();

        assertThat(schema.tables()).extracting(Table::name).containsExactly("area", "wine");
        Table wine = schema.table("WINE").orElseThrow();
        assertThat(wine.primaryKey()).containsExactly("id");
        assertThat(wine.uniques()).containsExactly(List.of("name", "vintage"));
        assertThat(wine.foreignKeys())
                .containsExactlyInAnyOrder(
                        new ForeignKey(List.of("area_id"), "area", List.of("id"), OnDelete.CASCADE),
                        new ForeignKey(List.of("other_id"), "area", List.of("id"), OnDelete.SET_NULL));
        assertThat(wine.columns())
                .extracting(Column::name, Column::nullable)
                .containsExactly(
                        tuple("id", false),
                        tuple("area_id", true),
                        tuple("other_id", true),
                        tuple("name", true),
                        tuple("vintage", true));
    }

    @Test
    void knowsTheKindOfEachType() {
        createTyped();

        Table table = database.schema().table("typed").orElseThrow();

        for (Typed typed : types()) {
            assertThat(table.column(typed.name()).orElseThrow().kind())
                    .as(typed.type())
                    .contains(typed.kind());
        }
        assertThat(table.column("unknown").orElseThrow().kind()).isEmpty();
    }

    @Test
    void seesGeneratedColumns() {
        run("create table cask (litres integer, bottles integer generated always as (litres * 4) stored)");

        Table cask = database.schema().table("cask").orElseThrow();

        assertThat(cask.columns())
                .extracting(Column::name, Column::generated)
                .containsExactly(tuple("litres", false), tuple("bottles", true));
    }

    @Test
    void givesBackEachValueAsItWasWritten() {
        createTyped();
        assertRoundTrip(INTEGER, "0", "1", "-1", "2147483647", "9223372036854775807", "-9223372036854775808");
        assertRoundTrip(DECIMAL, "0", "129.5", "-3", "0.0001", "-0.5", "99999999999.1234");
        assertRoundTrip(REAL, "0", "1", "-2.5", "0.1", "100000000000000000000", "0.0000001", "1234567.890123");
        assertRoundTrip(
                TEXT,
                "",
                " ",
                "a",
                "Łódź 東京 🍷",
                "tab\tline\nreturn\rback\\slash \\N \\. 'quote' \"double\"",
                "x ",
                "null");
        assertRoundTrip(DATE, "2011-01-31", "1900-02-28", "2400-02-29", "9999-12-31");
        assertRoundTrip(TIME, "00:00:00", "14:05:09", "23:59:59.999999", "14:05:09.1");
        assertRoundTrip(
                DATETIME,
                "2011-01-31 14:05:09",
                "2011-01-31 14:05:09.000001",
                "2011-01-31 14:05:09.25",
                "1999-12-31 23:59:59.999999",
                "2011-03-13 02:30:00",
                "2011-03-27 02:30:00");
        assertRoundTrip(
                BINARY,
                "",
                "AA==",
                base64(0, 1, 2, 255, 92, 9, 10, 13),
                base64(IntStream.range(0, 256).toArray()));
        if (types().stream().anyMatch(typed -> typed.kind() == BOOLEAN)) {
            assertRoundTrip(BOOLEAN, "1", "0");
        }
    }

    /** Whether columns of that kind take whatever they are given. */
    boolean holdsAnything(FieldKind kind) {
        return false;
    }

    @Test
    void refusesWhatIsNotOfTheKind() {
        createTyped();
        for (Typed typed : types()) {
            if (typed.kind() != TEXT && !holdsAnything(typed.kind())) {
                for (int rows : new int[] {1, 50}) {
                    assertThatThrownBy(() -> insert(typed, List.of(Value.of("Merlot")), rows))
                            .as(typed.type())
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("Merlot");
                }
            }
        }
    }

    @Test
    void refusesWhatDoesNotFitInsteadOfCuttingIt() {
        run("create table label (name varchar(5) not null " + lengthCheck() + ", litres smallint not null)");
        List<BulkColumn> columns = List.of(new BulkColumn("name", TEXT), new BulkColumn("litres", INTEGER));

        assertThatThrownBy(() -> insert("label", columns, rows(1, "Chardonnay", "1")))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> insert("label", columns, rows(30, "Chardonnay", "1")))
                .isInstanceOf(StoreException.class);
        assertThat(count("label")).isZero();

        insert("label", columns, rows(1, "Merlo", "1"));
        assertThatThrownBy(() -> update("label", columns.subList(0, 1), columns.subList(1, 2), rows(30, "Merlot", "1")))
                .isInstanceOf(StoreException.class);
        assertThat(strings("select name from label")).containsExactly("Merlo");
    }

    /** SQLite has no lengths of its own. */
    String lengthCheck() {
        return "";
    }

    @Test
    void writesManyRowsAtOnce() {
        run("create table wine (id integer not null primary key, name varchar(50), litres decimal(9,2))");
        List<BulkColumn> columns =
                List.of(new BulkColumn("id", INTEGER), new BulkColumn("name", TEXT), new BulkColumn("litres", DECIMAL));
        List<List<Value>> rows = IntStream.rangeClosed(1, 2500)
                .mapToObj(i ->
                        List.of(Value.of("" + i), i % 3 == 0 ? Value.NULL : Value.of("wine\t" + i), Value.of(i + ".5")))
                .toList();
        insert("wine", columns, rows);
        assertThat(strings("select name from wine where id in (2, 3) order by id"))
                .containsExactly("wine\t2", null);

        database.inTransaction(tx -> {
            database.dialect()
                    .update(
                            tx,
                            "wine",
                            columns.subList(1, 2),
                            columns.subList(0, 1),
                            rows.stream()
                                    .map(row -> List.of(Value.of("new"), row.get(0)))
                                    .toList());
            database.dialect()
                    .delete(
                            tx,
                            "wine",
                            columns.subList(0, 1),
                            rows.subList(10, 2500).stream()
                                    .map(row -> row.subList(0, 1))
                                    .toList());
            return true;
        });

        assertThat(strings("select name from wine")).hasSize(10).containsOnly("new");
    }

    @Test
    void writesManyRowsIntoTablesOfParleysOwn() {
        run("create table parley_wine (id bigint not null primary key, casks int, notes " + longText() + ")");
        List<BulkColumn> columns = List.of(
                new BulkColumn("id", INTEGER, BulkColumn.LONG),
                new BulkColumn("casks", INTEGER, BulkColumn.INT),
                new BulkColumn("notes", TEXT));
        String most = "Łódź \t\\ 東京\n".repeat(20_000);
        List<Value> first = List.of(Value.of("-9223372036854775808"), Value.of("-2147483648"), Value.of(most));
        List<Value> last = List.of(Value.of("9223372036854775807"), Value.of("2147483647"), Value.of(""));
        List<List<Value>> rows = new ArrayList<>(List.of(first, last));
        for (int i = 2; i < 50; i++) {
            rows.add(List.of(Value.of("" + i), Value.NULL, i % 2 == 0 ? Value.NULL : Value.of("\\N")));
        }

        for (List<List<Value>> part : List.of(rows, List.<List<Value>>of())) {
            database.inTransaction(tx -> {
                database.dialect().insertMany(tx, "parley_wine", columns, part.size(), BulkSql.source(columns, part));
                return true;
            });
        }

        assertThat(strings("select id from parley_wine where casks is not null order by id"))
                .containsExactly("-9223372036854775808", "9223372036854775807");
        assertThat(strings("select casks from parley_wine where casks is not null order by id"))
                .containsExactly("-2147483648", "2147483647");
        assertThat(strings("select notes from parley_wine where id < 4 or casks > 0 order by id"))
                .containsExactly(most, null, "\\N", "");
        assertThat(strings("select count(*) from parley_wine")).containsExactly("50");
    }

    @Test
    void writesManyRowsAnewWhetherTheyAreOtherOrNot() {
        run("create table wine (id integer not null primary key, name varchar(50), litres decimal(9,2))");
        run("create index wine_name on wine (name)");
        List<BulkColumn> others = List.of(new BulkColumn("name", TEXT), new BulkColumn("litres", DECIMAL));
        List<BulkColumn> key = List.of(new BulkColumn("id", INTEGER));
        List<List<Value>> rows = IntStream.rangeClosed(1, 200)
                .mapToObj(i -> List.of(Value.of("wine\t" + i), Value.of("0.5"), Value.of("" + i)))
                .toList();
        insert("wine", BulkSql.both(others, key), rows);
        List<List<Value>> anew = IntStream.rangeClosed(1, 200)
                .mapToObj(i -> List.of(
                        i % 4 == 0 ? Value.NULL : Value.of("wine\t" + (i % 2 == 0 ? i : 1000 + i)),
                        Value.of("0.5"),
                        Value.of("" + i)))
                .toList();

        for (List<List<Value>> part : List.of(anew.subList(0, 100), anew.subList(100, 110))) {
            database.inTransaction(tx -> {
                database.dialect().rewrite(tx, "wine", others, key, part);
                return true;
            });
        }

        assertThat(strings("select name from wine where id in (1, 2, 4, 101, 104, 111, 112) order by id"))
                .containsExactly("wine\t1001", "wine\t2", null, "wine\t1101", null, "wine\t111", "wine\t112");
        assertThat(strings("select count(*) from wine where litres = 0.5")).containsExactly("200");
    }

    @Test
    void saysWhichColumnRefusesASecondRowOfTheSameValue() {
        run("create table wine (id integer not null primary key, uuid varchar(36) not null unique, label varchar(20), "
                + "vintage integer, cask integer, unique (vintage, cask))");
        run("create index wine_label on wine (label)");

        assertThat(List.of("uuid", "label", "vintage", "cask"))
                .filteredOn(column -> database.reading(tx -> database.dialect().isUnique(tx, "wine", column)))
                .containsExactly("uuid");
    }

    @Test
    void readsManyRowsInOrderWhateverTheirSize() {
        run("create table wine (id integer not null primary key, notes " + longText() + ")");
        String most = "x".repeat(300_000);
        List<List<Value>> rows = IntStream.range(0, 2000)
                .mapToObj(i -> List.of(Value.of(Integer.toString(i)), Value.of(i % 500 == 250 ? most : "n" + i)))
                .toList();
        insert("wine", List.of(new BulkColumn("id", INTEGER), new BulkColumn("notes", TEXT)), rows);
        List<List<Value>> read = new ArrayList<>();

        database.reading(tx -> {
            String sql = "select id, notes from wine where id >= ? order by id";
            database.dialect().scan(tx, sql, List.of(INTEGER, TEXT), false, List.of(0L), cells -> {
                read.add(List.of(Value.of(cells.text(0)), Value.of(cells.text(1))));
                return read.size() < 1800;
            });
            return true;
        });

        assertThat(read).isEqualTo(rows.subList(0, 1800));
    }

    /** The type of a column whose text may be long. */
    String longText() {
        return "text";
    }

    @Test
    void goesOnAfterAFailedInsertWithinASavepoint() {
        run("create table wine (id integer not null primary key)");
        List<BulkColumn> columns = List.of(new BulkColumn("id", INTEGER));
        insert("wine", columns, rows(1, "1"));
        for (int rows : new int[] {2, 40}) {
            database.inTransaction(tx -> {
                Savepoint savepoint = tx.connection().setSavepoint();
                assertThatThrownBy(() -> database.dialect().insert(tx, "wine", columns, rows(rows, "1")))
                        .isInstanceOf(java.sql.SQLException.class);
                tx.connection().rollback(savepoint);
                tx.connection().releaseSavepoint(savepoint);
                return tx.update("insert into wine (id) values (?)", rows);
            });
        }

        assertThat(count("wine")).isEqualTo(3);
    }

    @Test
    void takesQuotedNames() {
        String table = "odd \"table` name";
        String column = "100% 'select";
        run("create table " + database.dialect().quote(table) + " ("
                + database.dialect().quote(column) + " integer)");

        insert(table, List.of(new BulkColumn(column, INTEGER)), rows(30, "7"));
        update(
                table,
                List.of(new BulkColumn(column, INTEGER)),
                List.of(new BulkColumn(column, INTEGER)),
                rows(30, "8", "7"));

        assertThat(database.schema().table(table)).isPresent();
    }

    @Test
    void makesItsOwnTablesOnce() {
        run("create table wine (id integer)");
        database.createOwnTables();
        database.createOwnTables();

        assertThat(count("parley_feed")).isEqualTo(1);
        assertThat(database.schema().tables()).extracting(Table::name).containsExactly("wine");
    }

    @Test
    void ordersItsOwnTextByBytes() {
        database.createOwnTables();
        run(
                "insert into parley_nonce (key_id, nonce, expires) values ('k', 'a', 0), ('k', 'B', 0), ('k', 'A', 0), ('k', 'a ', 0)");

        assertThat(strings("select nonce from parley_nonce order by nonce")).containsExactly("A", "B", "a", "a ");
    }

    @Test
    void rollsBackWhatFails() {
        run("create table wine (id integer)");

        assertThatThrownBy(() -> database.inTransaction(tx -> {
                    tx.update("insert into wine (id) values (1)");
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(count("wine")).isZero();
    }

    @Test
    void saysWhatFailed() {
        assertThatThrownBy(() -> run("insert into nowhere (id) values (1)"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining(config("").place());
    }

    @Test
    void triesAgainWhatAnotherTransactionStoodInTheWayOf() {
        AtomicInteger attempts = new AtomicInteger();

        int result = database.inTransaction(tx -> {
            if (attempts.incrementAndGet() < 3) {
                throw passing();
            }
            return attempts.get();
        });

        assertThat(result).isEqualTo(3);
        assertThatThrownBy(() -> database.inTransaction(tx -> {
                    attempts.incrementAndGet();
                    throw passing();
                }))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("8 times");
        assertThat(attempts).hasValue(11);
    }

    /** What the driver throws when another transaction stood in the way. */
    abstract java.sql.SQLException passing();

    @Test
    void readsWithinOneMomentAndAsAStream() {
        run("create table wine (id integer not null primary key, name varchar(50))");
        insert(
                "wine",
                List.of(new BulkColumn("id", INTEGER)),
                IntStream.range(0, 5000)
                        .mapToObj(i -> List.of(Value.of("" + i)))
                        .toList());
        AtomicInteger seen = new AtomicInteger();

        database.reading(tx -> {
            tx.each("select id from wine order by id", row -> seen.incrementAndGet());
            int before = seen.get();
            insert("wine", List.of(new BulkColumn("id", INTEGER)), rows(1, "9000"));
            tx.each("select id from wine", row -> seen.incrementAndGet());
            return before;
        });

        assertThat(seen).hasValue(10_000);
        assertThat(count("wine")).isEqualTo(5001);
    }

    @Test
    void neverShowsThePassword() {
        DatabaseConfig config = new DatabaseConfig(home.jdbcUrl() + "?password=s3cret", home.user(), "s3cret");

        assertThat(config.toString()).doesNotContain("s3cret");
        assertThat(database.toString()).isEqualTo(config.place());
    }

    private void assertRoundTrip(FieldKind kind, String... texts) {
        List<Value> values = new ArrayList<>();
        values.add(Value.NULL);
        for (String text : texts) {
            values.add(Value.of(text));
        }
        for (Typed typed : types()) {
            if (typed.kind() == kind) {
                for (int copies : new int[] {1, 30}) {
                    run("delete from typed");
                    insert(typed, values, copies);

                    List<Value> expected = new ArrayList<>();
                    for (int i = 0; i < copies; i++) {
                        expected.addAll(values);
                    }
                    assertThat(read(typed)).as(typed.type()).isEqualTo(expected);

                    Collections.reverse(expected);
                    update(typed, expected);
                    assertThat(read(typed)).as(typed.type()).isEqualTo(expected);
                }
            }
        }
    }

    private List<Value> read(Typed typed) {
        return database.reading(
                tx -> tx.list("select %s from typed order by place".formatted(typed.name()), row -> tx.dialect()
                        .read(row, 1, typed.kind())));
    }

    private void update(Typed typed, List<Value> values) {
        List<List<Value>> rows = new ArrayList<>();
        values.forEach(value -> rows.add(List.of(value, Value.of("" + rows.size()))));
        BulkColumn column = new BulkColumn(typed.name(), typed.kind());
        update("typed", List.of(column), List.of(new BulkColumn("place", INTEGER)), rows);
    }

    private void update(String table, List<BulkColumn> set, List<BulkColumn> where, List<List<Value>> rows) {
        database.inTransaction(tx -> {
            database.dialect().update(tx, table, set, where, rows);
            return true;
        });
    }

    private void insert(Typed typed, List<Value> values, int copies) {
        List<List<Value>> rows = new ArrayList<>();
        for (int i = 0; i < copies; i++) {
            for (Value value : values) {
                rows.add(List.of(Value.of("" + rows.size()), value));
            }
        }
        insert("typed", List.of(new BulkColumn("place", INTEGER), new BulkColumn(typed.name(), typed.kind())), rows);
    }

    private void insert(String table, List<BulkColumn> columns, List<List<Value>> rows) {
        database.inTransaction(tx -> {
            database.dialect().insert(tx, table, columns, rows);
            return true;
        });
    }

    private static List<List<Value>> rows(int count, String... texts) {
        List<Value> row = java.util.Arrays.stream(texts).map(Value::of).toList();
        return java.util.Collections.nCopies(count, row);
    }

    private void createTyped() {
        StringBuilder sql = new StringBuilder("create table typed (place integer");
        types().forEach(typed ->
                sql.append(", ").append(typed.name()).append(' ').append(typed.type()));
        run(sql.append(", unknown ").append(unknownType()).append(")").toString());
    }

    protected void run(String sql) {
        database.inTransaction(tx -> tx.update(sql));
    }

    protected List<String> strings(String sql) {
        return database.reading(tx -> {
            List<String> all = new ArrayList<>();
            tx.each(sql, row -> all.add(row.getString(1)));
            return all;
        });
    }

    private int count(String table) {
        return database.<Optional<Integer>>reading(
                        tx -> tx.first("select count(*) from " + table, row -> row.getInt(1)))
                .orElseThrow();
    }

    private static String base64(int... bytes) {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) bytes[i];
        }
        return Base64.getEncoder().encodeToString(all);
    }
}
