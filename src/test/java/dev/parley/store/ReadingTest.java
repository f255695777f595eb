package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Engine;
import dev.parley.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadingTest {

    @ParameterizedTest
    @EnumSource
    void aTransactionMayWriteAfterOneThatReadNoTable(Engine engine) {
        try (TestDatabase fresh = engine.newDatabase();
                Database database = Database.open(
                        new DatabaseConfig(fresh.jdbcUrl(), fresh.user(), fresh.password()), CommitHook.NONE)) {
            database.createOwnTables();
            database.schema();

            int updated = database.inTransaction(tx -> tx.update("update parley_feed set head = head + 1"));

            assertThat(updated).isEqualTo(1);
        }
    }
}
