package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteKeepingConnectionTest {

    private static final String READ = "select name from wine order by id";
    private static final String ADD = "insert into wine (name) values (?)";

    private String url = "";
    private Connection connection;

    @BeforeEach
    void open(@TempDir Path folder) throws SQLException {
        url = "jdbc:sqlite:" + folder.resolve("wines.db");
        connection = new SqliteDialect().connect(url, new Properties());
        run("create table wine (id integer primary key, name text)");
        run("insert into wine (name) values ('Merlot'), ('Riesling')");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void handsOutAStatementAgainWhenItIsClosed() throws SQLException {
        PreparedStatement first = connection.prepareStatement(READ);
        first.close();

        assertThat(connection.prepareStatement(READ)).isSameAs(first);
    }

    @Test
    void handsOutAnotherWhileOneIsInUse() throws SQLException {
        try (PreparedStatement first = connection.prepareStatement(READ);
                PreparedStatement second = connection.prepareStatement(READ)) {
            ResultSet outer = first.executeQuery();
            assertThat(outer.next()).isTrue();
            ResultSet inner = second.executeQuery();

            assertThat(inner.next()).isTrue();
            assertThat(outer.next()).isTrue();
            assertThat(outer.getString(1)).isEqualTo("Riesling");
            assertThat(inner.getString(1)).isEqualTo("Merlot");
        }
    }

    @Test
    void isNotPutBackTwiceByClosingTwice() throws SQLException {
        PreparedStatement first = connection.prepareStatement(READ);
        first.close();
        PreparedStatement lent = connection.prepareStatement(READ);
        lent.close();
        lent.close();

        assertThat(connection.prepareStatement(READ)).isNotSameAs(connection.prepareStatement(READ));
    }

    @Test
    void forgetsWhatWasBoundAndWhatWaitedInABatch() throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setString(1, "Zinfandel");
            add.addBatch();
            add.setString(1, "Chianti");
        }
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.executeUpdate();
        }

        assertThat(count("select count(*) from wine")).isEqualTo(3);
        assertThat(count("select count(*) from wine where name is null")).isEqualTo(1);
    }

    @Test
    void holdsNoLockForAResultThatWasNotReadToItsEnd() throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(READ)) {
            read.executeQuery().next();
        }
        try (Connection other = DriverManager.getConnection(url);
                Statement statement = other.createStatement()) {
            statement.execute("pragma busy_timeout = 0");
            statement.execute("drop table wine");
        }

        assertThat(count("select count(*) from sqlite_master")).isZero();
    }

    @Test
    void seesTablesAsAnotherHasChangedThem() throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(READ)) {
            read.executeQuery().next();
        }
        try (Connection other = DriverManager.getConnection(url);
                Statement statement = other.createStatement()) {
            statement.execute("drop table wine");
            statement.execute("create table wine (year int, id integer primary key, name text)");
            statement.execute("insert into wine (year, name) values (1999, 'Barolo')");
        }

        try (PreparedStatement read = connection.prepareStatement(READ);
                ResultSet row = read.executeQuery()) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString("name")).isEqualTo("Barolo");
        }
    }

    @Test
    void canBeUsedAgainAfterItFailed() throws SQLException {
        run("create unique index wine_name on wine (name)");
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setString(1, "Merlot");
            assertThatThrownBy(add::executeUpdate).hasMessageContaining("UNIQUE");
        }
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setString(1, "Barolo");
            assertThat(add.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void keepsSomeHundredsOnly() throws SQLException {
        PreparedStatement first = connection.prepareStatement("select 0");
        first.close();
        for (int number = 1; number <= 300; number++) {
            connection.prepareStatement("select " + number).close();
        }

        assertThat(first.isClosed()).isTrue();
        try (PreparedStatement again = connection.prepareStatement("select 0")) {
            assertThat(again).isNotSameAs(first);
            assertThat(again.executeQuery().getInt(1)).isZero();
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int count(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getInt(1);
        }
    }
}
