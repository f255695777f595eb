package dev.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineTest {
    private static final String TEXT = "Łódź 東京 🍷";

    @ParameterizedTest
    @EnumSource
    void keepsTextOfAnyScript(Engine engine) throws SQLException {
        try (TestDatabase database = engine.newDatabase()) {
            write(database, TEXT);

            assertThat(read(database)).isEqualTo(TEXT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesDatabasesThatDoNotSeeEachOther(Engine engine) throws SQLException {
        try (TestDatabase one = engine.newDatabase();
                TestDatabase other = engine.newDatabase()) {
            write(one, "one");
            write(other, "other");

            assertThat(read(one)).isEqualTo("one");
            assertThat(read(other)).isEqualTo("other");
        }
    }

    @ParameterizedTest
    @EnumSource
    void dropsADatabaseThatSomeoneIsStillWritingTo(Engine engine) throws SQLException {
        TestDatabase database = engine.newDatabase();
        write(database, "kept");
        try (Connection left = database.connect();
                Statement statement = left.createStatement()) {
            left.setAutoCommit(false);
            statement.execute("update wine set name = 'not committed'");

            database.close();
        }

        assertThatThrownBy(() -> read(database)).isInstanceOf(SQLException.class);
    }

    private static void write(TestDatabase database, String name) throws SQLException {
        try (Connection connection = database.connect()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table wine (name varchar(100))");
            }
            try (PreparedStatement insert = connection.prepareStatement("insert into wine (name) values (?)")) {
                insert.setString(1, name);
                insert.execute();
            }
        }
    }

    private static String read(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet wines = statement.executeQuery("select name from wine")) {
            assertThat(wines.next()).isTrue();
            return wines.getString(1);
        }
    }
}
