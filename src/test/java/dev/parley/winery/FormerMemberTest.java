package dev.parley.winery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Link.Direction;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.wire.Exchange;
import dev.parley.wire.Peer;
import dev.parley.wire.RecordName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody who left the business, and of whose log an entry is lost at one site. */
class FormerMemberTest {

    private static final String CHIDI = "(select id from users where email = 'chidi@example.com')";
    private static final String INCOMPLETE = "select count(*) from parley_record where incomplete = 1";

    private final List<RecordName> needs = new ArrayList<>();

    @Test
    void whatIsLostOfThemIsAskedForOnlyWhenTheyAreBack() {
        try (TestSite here = Winery.site(Engine.SQLITE, "shop");
                TestSite there = Winery.site(Engine.SQLITE, "hosted")) {
            TwoSites sites = new TwoSites(here, there, Winery.SILVERMOON, Direction.BI);
            sites.sync(SyncType.INCREMENTAL);
            for (String name : List.of("Chidi O.", "Chidi Obi")) {
                here.run("update users set display_name = '%s' where id = %s".formatted(name, CHIDI));
                sites.sync(SyncType.INCREMENTAL);
            }
            here.run("delete from business_users where user_id = " + CHIDI);
            sites.sync(SyncType.INCREMENTAL);
            here.behindParley("delete from parley_change where fields like '%Chidi O.%'");

            sites.sync(SyncType.FULL);

            assertThat(here.value(INCOMPLETE)).isEqualTo("1");
            assertThat(here.value("select count(*) from parley_problem where kind = 'damage' and state = 'open'"))
                    .isEqualTo("1");
            sites.sync(SyncType.INCREMENTAL, this::listening);
            sites.syncBack(SyncType.INCREMENTAL, this::listening);
            assertThat(needs).isEmpty();

            there.run(
                    "insert into business_users (business_id, user_id, role) select id, %s, 'employee' from businesses where uuid = '%s'"
                            .formatted(CHIDI, Winery.SILVERMOON));
            sites.sync(SyncType.INCREMENTAL, this::listening);
            sites.sync(SyncType.INCREMENTAL, this::listening);

            assertThat(here.value(INCOMPLETE)).isEqualTo("0");
            assertThat(here.value("select count(*) from parley_change where fields like '%Chidi O.%'"))
                    .isEqualTo("1");
        }
    }

    /** Notes what either side asks for. */
    private Peer listening(Peer peer) {
        return (Peer) Proxy.newProxyInstance(
                Peer.class.getClassLoader(), new Class<?>[] {Peer.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(peer, arguments);
                        if (answer instanceof Exchange.Reply reply) {
                            needs.addAll(((Exchange) arguments[0]).needs());
                            needs.addAll(reply.needs());
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
