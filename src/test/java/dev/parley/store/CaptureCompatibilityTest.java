package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.merge.Value;
import dev.parley.store.CaptureInstallation.Finding;
import dev.parley.store.CaptureInstallation.Trouble;
import dev.parley.testing.Engine;
import dev.parley.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What capture has to do on every database. The application has its own connection. */
abstract class CaptureCompatibilityTest {

    protected TestDatabase home;
    protected Database database;
    protected Connection application;

    abstract Engine engine();

    /** The statement without this engine's own words. */
    abstract String inOwnWords(String sql);

    /** Statements that say who the application's user is. */
    abstract List<String> saysUser(String user, String session);

    /** A query that gives, as text, all that is in the database's schema. */
    abstract List<String> schemaQueries();

    @BeforeEach
    void open() throws SQLException {
        home = engine().newDatabase();
        database = Database.open(new DatabaseConfig(home.jdbcUrl(), home.user(), home.password()), CommitHook.NONE);
        application = home.connect();
        if (engine() == Engine.SQLITE) {
            run("pragma foreign_keys = on");
        }
        for (String table : Shop.TABLES.split(";\n", -1)) {
            run(inOwnWords(table));
        }
    }

    @AfterEach
    void close() throws SQLException {
        application.close();
        database.close();
        home.close();
    }

    @Test
    void capturesInsertsUpdatesAndDeletes() {
        install();
        long before = System.currentTimeMillis() * 1000 - 2_000_000;
        run("insert into customer (id, uuid, business_id, name) values (1, 'u1', 7, 'Ann')");
        run("update customer set name = 'Anne' where id = 1");
        run("delete from customer where id = 1");

        List<Captured> captured = read(Shop.CUSTOMER);

        assertThat(captured).extracting(Captured::op).containsExactly('I', 'U', 'D');
        assertThat(captured.get(0).before()).isEmpty();
        assertThat(captured.get(0).after()).contains(customer("1", "u1", "7", "Ann"));
        assertThat(captured.get(1).before()).contains(customer("1", "u1", "7", "Ann"));
        assertThat(captured.get(1).after()).contains(customer("1", "u1", "7", "Anne"));
        assertThat(captured.get(2).before()).contains(customer("1", "u1", "7", "Anne"));
        assertThat(captured.get(2).after()).isEmpty();
        assertThat(captured).allSatisfy(one -> assertThat(one.at())
                .isBetween(before, System.currentTimeMillis() * 1000 + 2_000_000));
        assertThat(captured).extracting(Captured::place).isSorted();
    }

    @Test
    void capturesEachRowOfAStatement() {
        install();
        run(
                "insert into customer (id, uuid, business_id, name) values (1, 'u1', 7, 'a'), (2, 'u2', 7, 'b'), (3, 'u3', 7, 'c')");
        run("update customer set name = 'z' where id > 1");
        run("delete from customer");

        assertThat(read(Shop.CUSTOMER))
                .extracting(Captured::op)
                .containsExactly('I', 'I', 'I', 'U', 'U', 'D', 'D', 'D');
    }

    @Test
    void pairsRowsWhoseKeyChanged() {
        install();
        run("insert into folder (id, uuid) values (1, 'u1'), (2, 'u2'), (3, 'u3')");
        run("update folder set id = id + 10");

        List<Captured> updates =
                read(Shop.FOLDER).stream().filter(one -> one.op() == 'U').toList();

        assertThat(updates).hasSize(3).allSatisfy(one -> {
            LocalRow old = one.before().orElseThrow();
            LocalRow now = one.after().orElseThrow();
            assertThat(now.uuid()).isEqualTo(old.uuid());
            assertThat(Integer.parseInt(now.id().text()))
                    .isEqualTo(10 + Integer.parseInt(old.id().text()));
        });
    }

    @Test
    void capturesEveryLetterThatChanged() {
        install();
        run("insert into customer (id, uuid, business_id, name) values (1, 'u1', 7, 'Ann')");
        run("update customer set name = name, business_id = 7");
        run("update customer set name = 'ANN'");

        assertThat(read(Shop.CUSTOMER))
                .extracting(Captured::op)
                .containsExactlyElementsOf(capturesWhatChangesNothing() ? List.of('I', 'U', 'U') : List.of('I', 'U'));
    }

    /** Whether an update that sets what is there already leaves a trace. */
    boolean capturesWhatChangesNothing() {
        return false;
    }

    @Test
    void keepsWhatIsLargeOnlyWhereItChanged() {
        install();
        String one = "010203".repeat(200);
        String other = "010204".repeat(200);
        run("insert into customer (id, uuid, business_id, name, photo) values (1, 'u1', 7, 'a', " + bytes(one) + ")");
        run("update customer set name = 'b'");
        run("update customer set photo = " + bytes(other));
        run("delete from customer");

        List<Captured> captured = read(Shop.CUSTOMER);

        assertThat(captured).extracting(Captured::whole).containsExactly(true, false, false, true);
        assertThat(captured.get(0).after().orElseThrow().values().get(1)).isEqualTo(Value.of("AQID".repeat(200)));
        assertThat(captured.get(1).before().orElseThrow().values().get(1)).isEqualTo(Value.NULL);
        assertThat(captured.get(1).after().orElseThrow().values().get(1)).isEqualTo(Value.NULL);
        assertThat(captured.get(2).before().orElseThrow().values().get(1)).isEqualTo(Value.of("AQID".repeat(200)));
        assertThat(captured.get(2).after().orElseThrow().values().get(1)).isEqualTo(Value.of("AQIE".repeat(200)));
        assertThat(captured.get(3).before().orElseThrow().values().get(1)).isEqualTo(Value.of("AQIE".repeat(200)));
    }

    @Test
    void knowsNothingOfALargeColumnThatCameSince() {
        install();
        run("insert into customer (id, uuid, business_id, name) values (1, 'u1', 7, 'a')");
        run("update customer set name = 'b'");
        Field scan = new Field("scan", FieldKind.BINARY, "blob", true, true, Optional.empty());
        CatalogueObject customer = Shop.having(Shop.CUSTOMER, Shop.field("name", FieldKind.TEXT), scan);

        assertThat(read(customer)).extracting(Captured::whole).containsExactly(false, false);
        List<Captured> telling =
                database.inTransaction(tx -> Capture.tellingLarge(tx, customer, List.of(new UUID(0, 1)), List.of()));
        assertThat(telling).isEmpty();
    }

    abstract String bytes(String hexadecimal);

    @Test
    void doesNotCaptureWhatParleyApplies() {
        install();
        database.inTransaction(tx -> {
            tx.applying(true);
            tx.update("insert into folder (id, uuid) values (1, 'u1')");
            tx.applying(false);
            return tx.update("insert into folder (id, uuid) values (2, 'u2')");
        });
        for (boolean fails : new boolean[] {false, true}) {
            try {
                database.inTransaction(tx -> {
                    tx.applying(true);
                    tx.update("insert into folder (id, uuid) values (3, 'u3')");
                    if (fails) {
                        throw new IllegalStateException("on purpose");
                    }
                    return true;
                });
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessage("on purpose");
            }
            run("delete from folder where id = 3");
        }
        database.inTransaction(tx -> tx.update("insert into folder (id, uuid) values (4, 'u4')"));

        assertThat(read(Shop.FOLDER))
                .extracting(
                        Captured::op,
                        one -> one.after().or(one::before).orElseThrow().uuid().text())
                .containsExactly(tuple('I', "u2"), tuple('D', "u3"), tuple('I', "u4"));
    }

    @Test
    void saysWhoDidIt() {
        install();
        run("insert into folder (id, uuid) values (1, 'u1')");
        saysUser("ann", "s-1").forEach(this::run);
        run("insert into folder (id, uuid) values (2, 'u2')");

        List<Captured> captured = read(Shop.FOLDER);

        assertThat(captured.get(0).user()).startsWith(home.user());
        assertThat(captured.get(0).session()).isEmpty();
        assertThat(captured.get(1).user()).isEqualTo("ann");
        assertThat(captured.get(1).session()).isEqualTo("s-1");
    }

    @Test
    void capturesWhatADeleteTakesAlong() {
        install();
        run("insert into customer (id, uuid, business_id) values (1, 'c1', 7), (2, 'c2', 7)");
        run(
                "insert into sale (id, uuid, business_id, customer_id, second_id) values (1, 's1', 7, 1, 2), (2, 's2', 7, 2, 1)");
        run("insert into line (id, uuid, sale_id) values (1, 'l1', 1), (2, 'l2', 1), (3, 'l3', 2)");
        run("insert into note (id, uuid, line_id, body) values (1, 'n1', 1, 'x'), (2, 'n2', 3, 'y')");
        discardAll();
        run("delete from customer where id = 1");

        assertThat(uuids(Shop.CUSTOMER)).containsExactly("D c1");
        assertThat(uuids(Shop.SALE)).containsExactlyInAnyOrder("D s1", "U s2");
        assertThat(uuids(Shop.LINE)).containsExactlyInAnyOrder("D l1", "D l2");
        assertThat(uuids(Shop.NOTE)).containsExactly("U n1");
        Captured forgot = read(Shop.SALE).stream()
                .filter(one -> one.op() == 'U')
                .findFirst()
                .orElseThrow();
        assertThat(forgot.before().orElseThrow().values()).containsExactly(Value.of("2"), Value.of("1"));
        assertThat(forgot.after().orElseThrow().values()).containsExactly(Value.of("2"), Value.NULL);
        assertThat(read(Shop.NOTE).get(0).after().orElseThrow().values()).containsExactly(Value.NULL, Value.of("x"));
    }

    @Test
    void capturesAWholeTreeThatADeleteTakesAlong() {
        install();
        run("insert into folder (id, uuid, parent_id) values (1, 'f1', null)");
        for (int i = 2; i <= 9; i++) {
            run("insert into folder (id, uuid, parent_id) values (%d, 'f%d', %d)".formatted(i, i, i / 2));
        }
        discardAll();
        run("delete from folder where id = 2");

        assertThat(uuids(Shop.FOLDER)).containsExactlyInAnyOrder("D f2", "D f4", "D f5", "D f8", "D f9");
    }

    @Test
    void capturesWhatATableOutsideTheCatalogueTakesAlong() {
        database.createOwnTables();
        new CaptureInstallation(database).install(Shop.without(Shop.SALE), database.schema());
        run("insert into customer (id, uuid, business_id) values (1, 'c1', 7)");
        run("insert into sale (id, uuid, business_id, customer_id) values (1, 's1', 7, 1), (2, 's2', 7, 1)");
        run("insert into line (id, uuid, sale_id) values (1, 'l1', 1), (2, 'l2', 2)");
        discardAll();
        run("delete from sale where id = 1");
        run("delete from customer");

        assertThat(uuids(Shop.LINE)).containsExactly("D l1", "D l2");
    }

    @Test
    void worksBesideTheApplicationsOwnTriggers() {
        ownTrigger().forEach(this::run);
        install();
        run("insert into folder (id, uuid) values (1, 'u1')");

        assertThat(uuids(Shop.FOLDER)).containsExactly("I u1");
        assertThat(uuids(Shop.NOTE)).containsExactly("I of u1");
    }

    /** A trigger that writes a note with the uuid {@code of <uuid>} for each folder inserted. */
    abstract List<String> ownTrigger();

    @Test
    void discardsWhatWasReadAndNothingElse() {
        install();
        run("insert into folder (id, uuid) values (1, 'u1'), (2, 'u2'), (3, 'u3')");
        List<Captured> captured = read(Shop.FOLDER);
        run("insert into folder (id, uuid) values (4, 'u4')");

        discard(Shop.FOLDER, List.of(captured.get(0), captured.get(2)));

        assertThat(uuids(Shop.FOLDER)).containsExactly("I u2", "I u4");
    }

    @Test
    void readsAsManyAsAreAskedForAndKnowsWhatIsPending() {
        install();
        assertThat(pending()).isEmpty();
        run("insert into folder (id, uuid) values (1, 'u1'), (2, 'u2'), (3, 'u3')");

        assertThat(pending()).containsExactly(Shop.FOLDER);
        List<Captured> two = database.inTransaction(tx -> Capture.read(tx, Shop.FOLDER, 2));
        assertThat(two)
                .extracting(one -> one.after().orElseThrow().uuid().text())
                .containsExactly("u1", "u2");
        discardAll();
        assertThat(pending()).isEmpty();
    }

    @Test
    void canBeInstalledTwice() {
        install();
        run("insert into folder (id, uuid) values (1, 'u1')");
        install();
        run("insert into folder (id, uuid) values (2, 'u2')");

        assertThat(uuids(Shop.FOLDER)).containsExactly("I u1", "I u2");
        assertThat(check(Shop.CATALOGUE.objects())).isEmpty();
    }

    @Test
    void keepsWhatWasCapturedWhenATableGetsANewColumn() {
        install();
        run("insert into customer (id, uuid, business_id, name) values (1, 'u1', 7, 'Ann')");
        run("insert into sale (id, uuid, business_id, customer_id) values (1, 's1', 7, 1)");
        run("alter table customer add column city varchar(50)");
        run("alter table sale add column city varchar(50)");
        CatalogueObject customer = Shop.with(Shop.CUSTOMER, Shop.field("city", FieldKind.TEXT));

        assertThat(check(Shop.with(customer).objects()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.trouble()).isEqualTo(Trouble.OUT_OF_DATE))
                .satisfies(finding -> assertThat(finding.message()).contains("city"));
        new CaptureInstallation(database).install(Shop.with(customer), database.schema());
        run("update customer set city = 'Łódź'");

        List<Captured> captured = read(customer);
        assertThat(captured).extracting(Captured::op).containsExactly('I', 'U');
        assertThat(captured.get(0).after().orElseThrow().values().get(0)).isEqualTo(Value.of("Ann"));
        assertThat(captured.get(0).after().orElseThrow().values().get(3)).isEqualTo(Value.NULL);
        assertThat(captured.get(1).after().orElseThrow().values().get(3)).isEqualTo(Value.of("Łódź"));
        assertThat(check(Shop.with(customer).objects())).isEmpty();
        install();
        assertThat(read(Shop.CUSTOMER)).extracting(Captured::op).containsExactly('I', 'U');
        run("update customer set name = 'Eve'");
        assertThat(read(Shop.CUSTOMER)).hasSize(3);
    }

    @Test
    void keepsWhatWasCapturedWhenColumnsChangePlaces() {
        install();
        run("insert into customer (id, uuid, business_id, name) values (1, 'u1', 7, 'Ann')");
        run("alter table customer add column city varchar(50)");
        CatalogueObject customer = Shop.having(
                Shop.CUSTOMER,
                Shop.field("city", FieldKind.TEXT),
                Shop.CUSTOMER.fields().get(2),
                Shop.CUSTOMER.fields().get(0));
        new CaptureInstallation(database).install(Shop.with(customer), database.schema());
        run("update customer set city = 'Łódź', name = 'Anne'");
        run("delete from customer");

        List<Captured> captured = read(customer);

        assertThat(captured).extracting(Captured::op).containsExactly('I', 'U', 'D');
        assertThat(captured.get(0).after().orElseThrow().values())
                .containsExactly(Value.NULL, Value.NULL, Value.of("Ann"));
        assertThat(captured.get(1).before().orElseThrow().values())
                .containsExactly(Value.NULL, Value.NULL, Value.of("Ann"));
        assertThat(captured.get(1).after().orElseThrow().values())
                .containsExactly(Value.of("Łódź"), Value.NULL, Value.of("Anne"));
        assertThat(captured.get(2).before().orElseThrow().uuid()).isEqualTo(Value.of("u1"));
        install();
        run("insert into customer (id, uuid, business_id, name) values (2, 'u2', 7, 'Eve')");
        assertThat(read(Shop.CUSTOMER).get(3).after()).contains(customer("2", "u2", "7", "Eve"));
    }

    @Test
    void stopsCapturingWhatLeavesTheCatalogue() {
        install();
        new CaptureInstallation(database).install(Shop.without(Shop.NOTE), database.schema());
        run("insert into note (id, uuid) values (1, 'u1')");

        assertThat(read(Shop.NOTE)).isEmpty();
        assertThat(check(Shop.without(Shop.NOTE).objects())).isEmpty();
        assertThat(check(Shop.CATALOGUE.objects())).extracting(Finding::trouble).contains(Trouble.NOT_INSTALLED);
    }

    @Test
    void findsWhatIsMissing() {
        install();
        run(dropInsertTrigger(Shop.NOTE));
        run("drop table folder");

        assertThat(check(Shop.CATALOGUE.objects()))
                .extracting(Finding::object, Finding::trouble)
                .contains(
                        tuple("shop.sales.note", Trouble.TRIGGER_MISSING),
                        tuple("shop.sales.folder", Trouble.TABLE_GONE));
        new CaptureInstallation(database).install(Shop.without(Shop.FOLDER), database.schema());
        assertThat(check(Shop.without(Shop.FOLDER).objects())).isEmpty();
    }

    private String dropInsertTrigger(CatalogueObject object) {
        String trigger = database.reading(
                tx -> Objects.requireNonNull(InstalledCapture.all(tx).get(object.name()))
                        .names()
                        .trigger("insert"));
        return engine() == Engine.POSTGRESQL
                ? "drop trigger %s on %s".formatted(trigger, object.table())
                : "drop trigger " + trigger;
    }

    @Test
    void leavesTheDatabaseAsItWas() {
        List<String> before = schema();
        install();
        run("insert into folder (id, uuid) values (1, 'u1')");
        assertThat(schema()).isNotEqualTo(before);

        new CaptureInstallation(database).uninstall();
        new CaptureInstallation(database).uninstall();

        assertThat(schema()).isEqualTo(before);
        run("insert into folder (id, uuid) values (2, 'u2')");
    }

    private List<String> schema() {
        return database.reading(tx -> {
            List<String> all = new ArrayList<>();
            for (String query : schemaQueries()) {
                tx.each(query, row -> all.add(row.getString(1)));
            }
            return all;
        });
    }

    protected void install() {
        new CaptureInstallation(database).install(Shop.CATALOGUE, database.schema());
    }

    protected List<Finding> check(List<CatalogueObject> objects) {
        return new CaptureInstallation(database).check(new dev.parley.catalogue.Catalogue(objects), database.schema());
    }

    protected void run(String sql) {
        try (Statement statement = application.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    protected List<Captured> read(CatalogueObject object) {
        return database.inTransaction(tx -> Capture.read(tx, object, 1000));
    }

    protected void discard(CatalogueObject object, List<Captured> captured) {
        database.inTransaction(tx -> {
            Capture.discard(tx, object, captured);
            return true;
        });
    }

    private void discardAll() {
        Shop.CATALOGUE.objects().forEach(object -> discard(object, read(object)));
    }

    private List<CatalogueObject> pending() {
        return database.inTransaction(tx -> Capture.pending(tx, Shop.CATALOGUE));
    }

    /** What was captured, as its op and uuid. */
    protected List<String> uuids(CatalogueObject object) {
        return read(object).stream()
                .map(one -> one.op() + " "
                        + one.before().or(one::after).orElseThrow().uuid().text())
                .toList();
    }

    private static LocalRow customer(String id, String uuid, String business, String name) {
        return new LocalRow(
                Value.of(id),
                Value.of(uuid),
                Value.of(business),
                List.of(Value.of(name), Value.NULL, Value.NULL),
                List.of(Value.NULL, Value.NULL, Value.NULL));
    }

    protected static Optional<Value> pointed(Optional<LocalRow> row, int field) {
        return row.map(values -> values.pointed().get(field));
    }
}
