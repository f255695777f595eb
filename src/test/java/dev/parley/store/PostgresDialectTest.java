package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.catalogue.FieldKind;
import dev.parley.merge.Value;
import dev.parley.testing.Engine;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresDialectTest extends DialectCompatibilityTest {

    @Override
    Engine engine() {
        return Engine.POSTGRESQL;
    }

    @Override
    List<Typed> types() {
        return List.of(
                new Typed("a_bigint", "bigint", FieldKind.INTEGER),
                new Typed("a_numeric", "numeric(20, 4)", FieldKind.DECIMAL),
                new Typed("a_double", "double precision", FieldKind.REAL),
                new Typed("a_boolean", "boolean", FieldKind.BOOLEAN),
                new Typed("a_text", "text", FieldKind.TEXT),
                new Typed("a_varchar", "varchar(100)", FieldKind.TEXT),
                new Typed("a_date", "date", FieldKind.DATE),
                new Typed("a_time", "time", FieldKind.TIME),
                new Typed("a_timestamp", "timestamp", FieldKind.DATETIME),
                new Typed("a_timestamptz", "timestamptz", FieldKind.DATETIME),
                new Typed("a_bytea", "bytea", FieldKind.BINARY));
    }

    @Override
    String unknownType() {
        return "pg_snapshot";
    }

    @Override
    SQLException passing() {
        return new SQLException("deadlock detected", "40P01");
    }

    @Test
    void trimsTextOfFixedLengthAndKnowsUuidsEnumsAndDomains() {
        run("create type colour as enum ('red', 'white')");
        run("create domain name as varchar(20) not null");
        run("create table wine (code char(5), id uuid, c colour, n name)");
        run("insert into wine values ('ab', '0A000000-0000-4000-8000-000000000001', 'red', 'x')");

        List<Value> read = database.reading(tx -> tx.list(
                        "select code, id, c, n from wine",
                        row -> List.of(
                                tx.dialect().read(row, 1, FieldKind.TEXT),
                                tx.dialect().read(row, 2, FieldKind.TEXT),
                                tx.dialect().read(row, 3, FieldKind.TEXT)))
                .get(0));

        assertThat(read)
                .containsExactly(Value.of("ab"), Value.of("0a000000-0000-4000-8000-000000000001"), Value.of("red"));
        assertThat(database.schema().table("wine").orElseThrow().columns())
                .allMatch(column -> column.kind().equals(java.util.Optional.of(FieldKind.TEXT)));
    }

    @Test
    void doesNotTrustAnIndexThatMayBeBrokenForAWhile() {
        run("create table wine (id integer primary key, uuid varchar(36) unique deferrable, code varchar(9))");
        run("create unique index wine_code on wine (code) where id > 0");

        assertThat(List.of("id", "uuid", "code"))
                .filteredOn(column -> database.reading(tx -> database.dialect().isUnique(tx, "wine", column)))
                .containsExactly("id");
    }

    @Test
    void keepsPlansWhileItWritesTheApplicationsRowsSoThatForeignKeysAreNotPlannedForEachOfThem() {
        List<String> modes = database.inTransaction(tx -> {
            String before = planMode(tx);
            tx.applying(true);
            String meanwhile = planMode(tx);
            tx.applying(false);
            return List.of(before, meanwhile, planMode(tx));
        });
        database.inTransaction(tx -> tx.applying(true));

        assertThat(modes).containsExactly("force_custom_plan", "auto", "force_custom_plan");
        assertThat(database.inTransaction(PostgresDialectTest::planMode)).isEqualTo("force_custom_plan");
    }

    private static String planMode(Tx tx) throws SQLException {
        return tx.first("select current_setting('plan_cache_mode')", row -> row.getString(1))
                .orElseThrow();
    }

    @Test
    void leavesRoomForTheNextVersionOfWhatIsKnownOfARecordSoThatItsIndexesStayAsTheyAre() {
        database.createOwnTables();
        run("""
                insert into parley_record (object, record, business, version, heads, newest, state, incomplete, local_id)
                select 'a.b.c', md5(n::text)::uuid, '', md5(n::text), md5(n::text)::uuid, n, 'here', 0, n from generate_series(1, 1000) n""");
        List<String> before = strings("select pg_relation_size('parley_record')");

        run("update parley_record set version = 'other', newest = newest + 1");

        assertThat(strings("select pg_relation_size('parley_record')")).isEqualTo(before);
    }

    @Test
    void saysThatADatabaseCannotBeReached() {
        DatabaseConfig nowhere = new DatabaseConfig("jdbc:postgresql://127.0.0.1:1/cellar", "u", "s3cret");

        assertThatThrownBy(() -> Database.open(nowhere, CommitHook.NONE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("can't be reached")
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/cellar")
                .hasMessageNotContaining("s3cret");
    }
}
