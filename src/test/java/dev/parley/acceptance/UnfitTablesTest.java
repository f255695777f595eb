package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.catalogue.CatalogueException;
import dev.parley.catalogue.Discovery;
import dev.parley.catalogue.Discovery.Discovered;
import dev.parley.store.CommitHook;
import dev.parley.store.Database;
import dev.parley.store.DatabaseConfig;
import dev.parley.testing.Engine;
import dev.parley.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables that a database has, and that can't be synced as they are: whoever discovers or sets up is told, and what to do. */
class UnfitTablesTest {

    private static final String ROOMS =
            "create table rooms (id integer auto_increment primary key, uuid char(36) not null unique, business_id int) engine=";

    @Test
    void aTableWhoseEngineTakesNothingBackIsRefusedUntilItHasAnother() {
        assertRefused(
                Engine.MARIADB,
                ROOMS + "MyISAM",
                "table `rooms` can't be synced: its engine MyISAM takes nothing back",
                "`alter table rooms engine=InnoDB`");
        shop(Engine.MARIADB, ROOMS + "MyISAM", "alter table rooms engine=InnoDB")
                .close();

        Discovered found = discover(Engine.MARIADB, ROOMS + "Aria");
        assertThat(found.open())
                .first()
                .asString()
                .startsWith("Table `rooms` is left out: its engine Aria takes nothing back");
        assertThat(found.text()).doesNotContain("table: rooms");
    }

    @Test
    void aTableThatOthersInheritFromIsRefusedAndTheyAreNot() {
        String[] statements = {
            "create table rooms (id serial primary key, uuid char(36) not null unique, business_id int)",
            "create table suites (primary key (id), unique (uuid)) inherits (rooms)"
        };
        assertRefused(
                Engine.POSTGRESQL,
                String.join(";", statements),
                "table `rooms` can't be synced: tables inherit from it (suites)");

        Discovered found = discover(Engine.POSTGRESQL, statements);
        assertThat(found.open()).first().asString().startsWith("Table `rooms` is left out: tables inherit");
        assertThat(found.text()).contains("table: suites").doesNotContain("table: rooms");
    }

    @Test
    void aTableOfWhichParleyIsShownARowHereAndThereIsRefused() {
        String rooms = "create table rooms (id serial primary key, uuid char(36) not null unique, business_id int);"
                + "alter table rooms enable row level security";
        shop(Engine.POSTGRESQL, rooms.split(";", -1)).close();
        assertRefused(
                Engine.POSTGRESQL,
                rooms + ";alter table rooms force row level security",
                "table `rooms` can't be synced: row level security decides what `parley` sees of it",
                "`alter role parley bypassrls`");
    }

    @Test
    void whatLiesInAnotherSchemaIsNamedAndNotTakenForATableOfTheSameName() {
        String[] statements = {
            "create schema crm",
            "create table crm.businesses (id integer primary key)",
            "create table rooms (id serial primary key, uuid char(36) not null unique, business_id int, owner_id int references crm.businesses)"
        };
        assertRefused(
                Engine.POSTGRESQL,
                String.join(";", statements),
                "`owner_id` refers to table `crm.businesses`, which is in another schema",
                "`ignore: [owner_id]`");

        Discovered found = discover(Engine.POSTGRESQL, statements);
        assertThat(found.open()).first().asString().contains("were not looked at: crm.", "`currentSchema=public,crm`");
        assertThat(found.text())
                .contains("`owner_id` is left out: it refers to table `crm.businesses`, which is in another schema");
    }

    private static void assertRefused(Engine engine, String sql, String... words) {
        assertThatThrownBy(() -> shop(engine, sql.split(";", -1)).close())
                .isInstanceOf(CatalogueException.class)
                .hasMessageContainingAll(words);
    }

    private static ShopSite shop(Engine engine, String... sql) {
        List<String> statements = new ArrayList<>(Shop.statements(engine, "here"));
        statements.addAll(List.of(sql));
        String catalogue = Shop.CATALOGUE + "    hotel:\n      room: {table: rooms}\n".indent(0);
        return ShopSite.open(Shop.setup(engine, "here", catalogue, statements));
    }

    private static Discovered discover(Engine engine, String... statements) {
        try (TestDatabase test = engine.newDatabase()) {
            try (Connection connection = test.connect();
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            } catch (SQLException e) {
                throw new IllegalStateException("making the tables", e);
            }
            try (Database database =
                    Database.open(new DatabaseConfig(test.jdbcUrl(), test.user(), test.password()), CommitHook.NONE)) {
                return Discovery.of("here", "hotel", database.schema());
            }
        }
    }
}
