package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Scope;
import dev.parley.merge.Value;
import dev.parley.testing.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MariaDbCaptureTest extends CaptureCompatibilityTest {

    @Override
    Engine engine() {
        return Engine.MARIADB;
    }

    @Override
    String inOwnWords(String sql) {
        return sql.replace("<id>", "bigint not null auto_increment primary key")
                .replace("<blob>", "blob")
                .replace("<time>", "datetime(6)");
    }

    @Override
    List<String> saysUser(String user, String session) {
        return List.of("set @parley_user = '" + user + "', @parley_session = '" + session + "'");
    }

    @Override
    boolean capturesWhatChangesNothing() {
        return true;
    }

    @Override
    String bytes(String hexadecimal) {
        return "x'" + hexadecimal + "'";
    }

    @Override
    List<String> ownTrigger() {
        return List.of(
                "create trigger tell after insert on folder for each row insert into note (uuid) values (concat('of ', new.uuid))");
    }

    @Override
    List<String> schemaQueries() {
        return List.of(
                "select table_name from information_schema.tables where table_schema = database() order by 1",
                "select trigger_name from information_schema.triggers where trigger_schema = database() order by 1",
                """
                select concat(table_name, column_name, column_type) from information_schema.columns
                where table_schema = database() order by 1""");
    }

    @Test
    void keepsARowThatIsCommittedAfterLaterOnesWereTaken() throws SQLException {
        install();
        try (Connection late = home.connect();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("insert into folder (id, uuid) values (1, 'late')");
            run("insert into folder (id, uuid) values (2, 'early')");
            assertThat(uuids(Shop.FOLDER)).containsExactly("I early");
            discard(Shop.FOLDER, read(Shop.FOLDER));
            late.commit();
        }

        assertThat(uuids(Shop.FOLDER)).containsExactly("I late");
    }

    @Test
    void keepsWhatIsShortWithEveryUpdate() {
        install();
        run("insert into customer (id, uuid, business_id, name, photo) values (1, 'u1', 7, 'a', " + bytes("0102")
                + "), (2, 'u2', 7, 'a', null), (3, 'u3', 7, 'a', " + bytes("01".repeat(501)) + ")");
        discard(Shop.CUSTOMER, read(Shop.CUSTOMER));
        run("update customer set name = 'b'");
        run("update customer set photo = " + bytes("01".repeat(500)) + " where id = 1");
        run("update customer set photo = null where id = 3");

        assertThat(read(Shop.CUSTOMER))
                .extracting(one -> one.op() + " " + one.whole() + " " + photo(one.before()) + " " + photo(one.after()))
                .containsExactly(
                        "U true 4 4", "U true null null", "U false null null", "U true 4 668", "U false 668 null");
    }

    /** What they have captured says less of what is large. */
    @Test
    void bringsOlderTriggersUpToDate() {
        install();
        run("insert into customer (id, uuid, business_id, name, photo) values (1, 'u1', 7, 'a', " + bytes("0102")
                + ")");
        discard(Shop.CUSTOMER, read(Shop.CUSTOMER));
        CaptureNames names = database.reading(
                tx -> Objects.requireNonNull(InstalledCapture.all(tx).get(Shop.CUSTOMER.name()))
                        .names());
        run(
                "create or replace trigger %s after update on customer for each row insert into %s (op, at, user_name, session, o1, n1, o2, n2) values ('U', 1, '', '', old.id, new.id, old.uuid, new.uuid)"
                        .formatted(names.trigger("update"), names.captureTable()));
        run("update parley_object set signature = 'of an older one' where object = '" + Shop.CUSTOMER.name() + "'");
        run("update customer set name = 'b'");

        assertThat(check(Shop.CATALOGUE.objects()))
                .extracting(one -> one.trouble())
                .containsExactly(CaptureInstallation.Trouble.OUT_OF_DATE);
        install();
        run("update customer set name = 'c'");

        assertThat(check(Shop.CATALOGUE.objects())).isEmpty();
        assertThat(read(Shop.CUSTOMER))
                .extracting(one -> one.op() + " " + one.whole() + " " + photo(one.before()))
                .containsExactly("U false null", "U true 4");
    }

    /** How many characters it has. */
    private static String photo(Optional<LocalRow> row) {
        Value value = row.orElseThrow().values().get(1);
        return value.isNull() ? "null" : Integer.toString(value.text().length());
    }

    @Test
    void capturesAReplaceAsWhatItDid() {
        install();
        run("insert into folder (id, uuid) values (1, 'u1')");
        run("replace into folder (id, uuid) values (1, 'u2')");
        run("insert into folder (id, uuid) values (1, 'u2') on duplicate key update uuid = 'u3'");

        assertThat(uuids(Shop.FOLDER)).containsExactly("I u1", "D u1", "I u2", "U u2");
    }

    @Test
    void capturesATableTooWideForTwoOfItsRows() {
        String columns = IntStream.range(0, 30)
                .mapToObj(i -> "c%d varchar(400) character set utf8mb4".formatted(i))
                .collect(Collectors.joining(", "));
        run("create table wide (id bigint primary key, uuid char(36), " + columns + ")");
        Field[] fields = IntStream.range(0, 30)
                .mapToObj(i -> Shop.field("c" + i, FieldKind.TEXT))
                .toArray(Field[]::new);
        CatalogueObject wide = Shop.object("wide", new Scope.Self(), fields);
        new CaptureInstallation(database).install(new dev.parley.catalogue.Catalogue(List.of(wide)), database.schema());
        run("insert into wide (id, uuid, c29) values (1, 'u1', repeat('é', 400))");

        assertThat(read(wide).get(0).after().orElseThrow().values().get(29).text())
                .isEqualTo("é".repeat(400));
    }

    @Test
    void capturesUnderWhateverModeTheApplicationWrites() {
        install();
        run("set sql_mode = ''");
        run("insert into customer (id, uuid, business_id, changed) values (1, 'u1', 7, '0000-00-00')");
        run("set sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,ANSI_QUOTES,NO_BACKSLASH_ESCAPES'");
        run("update customer set name = 'a'");

        assertThat(read(Shop.CUSTOMER)
                        .get(1)
                        .after()
                        .orElseThrow()
                        .values()
                        .get(2)
                        .text())
                .isEqualTo("0000-00-00 00:00:00");
    }
}
