package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.merge.Value;
import dev.parley.testing.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqliteCaptureTest extends CaptureCompatibilityTest {

    @Override
    Engine engine() {
        return Engine.SQLITE;
    }

    @Override
    String inOwnWords(String sql) {
        return sql.replace("<id>", "integer primary key")
                .replace("<blob>", "blob")
                .replace("<time>", "datetime");
    }

    @Override
    List<String> saysUser(String user, String session) {
        return List.of("update parley_session set user_name = '" + user + "', session = '" + session + "'");
    }

    @Override
    String bytes(String hexadecimal) {
        return "x'" + hexadecimal + "'";
    }

    @Override
    List<String> ownTrigger() {
        return List.of(
                "create trigger tell after insert on folder begin insert into note (uuid) values ('of ' || new.uuid); end");
    }

    @Override
    List<String> schemaQueries() {
        return List.of("select type || name || tbl_name || coalesce(sql, '') from sqlite_master order by rowid");
    }

    @Test
    void keepsTheUuidThatAReferencePointedTo() {
        install();
        run("insert into folder (id, uuid) values (1, 'first'), (5, 'five')");
        run("insert into folder (id, uuid, parent_id) values (2, 'child', 1)");
        run("update folder set parent_id = 5 where id = 2");

        List<Captured> captured = read(Shop.FOLDER);

        assertThat(pointed(captured.get(2).after(), 0)).contains(Value.of("first"));
        assertThat(pointed(captured.get(3).before(), 0)).contains(Value.of("first"));
        assertThat(pointed(captured.get(3).after(), 0)).contains(Value.of("five"));
    }

    @Test
    void capturesWhatAnInsertReplaced() {
        install();
        run("insert into folder (id, uuid) values (1, 'u1'), (2, 'u2')");
        run("insert or replace into folder (id, uuid) values (1, 'u2'), (3, 'u3')");

        assertThat(uuids(Shop.FOLDER))
                .containsExactlyInAnyOrder("I u1", "I u2", "D u1", "D u2", "I u2", "I u3")
                .endsWith("I u2", "I u3");
    }

    @Test
    void capturesNothingOfAnInsertThatWasPassedOverOrBecameAnUpdate() {
        install();
        run("insert into folder (id, uuid) values (1, 'u1')");
        run("insert or ignore into folder (id, uuid) values (1, 'x'), (2, 'u2')");
        run("insert into folder (id, uuid) values (1, 'y') on conflict (id) do update set uuid = 'u3'");
        run("insert or ignore into folder (id, uuid) values (1, 'x')");

        assertThat(uuids(Shop.FOLDER)).containsExactly("I u1", "I u2", "U u1");
        assertThat(database.<Boolean>inTransaction(tx -> {
                    Capture.discard(tx, Shop.FOLDER, Capture.read(tx, Shop.FOLDER, 100));
                    return Capture.pending(tx, Shop.FOLDER);
                }))
                .isFalse();
        run("insert into folder (id, uuid) values (7, 'u7')");
        assertThat(uuids(Shop.FOLDER)).containsExactly("I u7");
    }

    @Test
    void capturesAReplacedRowOnceWhereTriggersAreRecursive() {
        install();
        run("pragma recursive_triggers = on");
        run("insert into folder (id, uuid) values (1, 'u1')");
        run("insert or replace into folder (id, uuid) values (1, 'u2')");

        assertThat(uuids(Shop.FOLDER)).containsExactly("I u1", "D u1", "I u2");
    }
}
