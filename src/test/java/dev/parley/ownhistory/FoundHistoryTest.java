package dev.parley.ownhistory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Problem;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What stands in an application's history when Parley comes: it travels with its records, and histories that drifted apart are merged. */
class FoundHistoryTest {

    private static final Engine ENGINE = Engine.valueOf(System.getProperty("crm", "MARIADB"));

    @Test
    void allThatTheHistoryTellsFromBeforeParleyArrivesWithItsRecords() {
        try (CrmSite here = CrmSite.keptBefore(ENGINE, "here", site -> {
                    site.at("2011-03-01 08:00:00").add(Crm.CUSTOMERS, "lee", Map.of("name", "Lee", "phone", "1"));
                    site.at("2011-03-02 08:00:00").as("ben").set(Crm.CUSTOMERS, "lee", Map.of("phone", "2"));
                    site.add(Crm.ADDRESSES, "home", Map.of("customer_id", "@customer:lee", "city", "Wien"));
                    site.setting("colour", "red");
                    site.add(Crm.FILES, "face", Map.of("object", Crm.CUSTOMER));
                    site.set(Crm.FILES, "face", Map.of("object_id", "@customer:lee"));
                    site.set(Crm.FILES, "face", Map.of("object_id", "@address:home", "object", Crm.ADDRESS));
                    site.set(Crm.FILES, "face", Map.of("object_id", "@customer:lee", "object", Crm.CUSTOMER));
                    site.add(Crm.CUSTOMERS, "gone", Map.of("name", "Gone"));
                    site.delete(Crm.CUSTOMERS, "gone");
                });
                CrmSite there = CrmSite.kept(ENGINE, "there")) {
            Linked linked = new Linked(here, there);
            linked.sync();

            assertThat(there.get(Crm.CUSTOMERS, "lee", "phone")).isEqualTo("2");
            linked.assertSameHistory();
            assertThat(there.told(Crm.FILES, "face"))
                    .contains("2|object_id|" + CrmSite.uuid("lee"), "2|object_id|" + CrmSite.uuid("home"));
            assertThat(there.problems()).isEmpty();

            there.set(Crm.CUSTOMERS, "lee", Map.of("phone", "3"));
            linked.sync();
            assertThat(here.get(Crm.CUSTOMERS, "lee", "phone")).isEqualTo("3");
            linked.assertSameHistory();
            assertThat(here.problems()).isEmpty();
        }
    }

    @Test
    void historiesThatPartedBeforeParleyAreMergedFieldByField() {
        Consumer<CrmApp> common = site -> {
            site.entriesOf("both")
                    .at("2011-03-01 08:00:00")
                    .add(Crm.CUSTOMERS, "lee", Map.of("name", "Lee", "phone", "1"));
            site.add(Crm.CUSTOMERS, "kim", Map.of("name", "Kim", "phone", "1"));
        };
        try (CrmSite here = CrmSite.keptBefore(ENGINE, "here", common.andThen(site -> {
                    site.entriesOf("here").at("2011-04-01 08:00:00").set(Crm.CUSTOMERS, "lee", Map.of("phone", "2"));
                    site.at("2011-04-02 08:00:00").set(Crm.CUSTOMERS, "kim", Map.of("phone", "2"));
                }));
                CrmSite there = CrmSite.keptBefore(ENGINE, "there", common.andThen(site -> {
                    site.entriesOf("there")
                            .at("2011-05-01 08:00:00")
                            .set(Crm.CUSTOMERS, "lee", Map.of("name", "Leeds"));
                    site.at("2011-05-02 08:00:00").set(Crm.CUSTOMERS, "kim", Map.of("phone", "3"));
                }))) {
            Linked linked = new Linked(here, there);
            linked.sync();

            assertThat(here.get(Crm.CUSTOMERS, "lee", "phone")).isEqualTo("2");
            assertThat(here.get(Crm.CUSTOMERS, "lee", "name")).isEqualTo("Leeds");
            assertThat(here.get(Crm.CUSTOMERS, "kim", "phone")).isEqualTo("3");
            linked.assertSameHistory();
            assertThat(here.problems())
                    .filteredOn(problem -> problem.kind().equals("conflict"))
                    .extracting(Problem::record, Problem::field)
                    .containsExactly(Tuple.tuple(CrmSite.uuid("kim").toString(), "phone"));
        }
    }

    @Test
    void theRowStandsWhereItsHistoryIsMissingIncompleteOrSaysOtherwise() {
        try (CrmSite here = CrmSite.keptBefore(ENGINE, "here", site -> {
                    site.at("2011-03-01 08:00:00").add(Crm.CUSTOMERS, "lee", Map.of("name", "Lee", "phone", "1"));
                    site.run(List.of("update ciniki_customers set phone = '9', notes = 'nobody wrote this down'"));
                    site.run(
                            List.of(
                                    "insert into ciniki_customers (uuid, business_id, name, date_added, last_updated) select '"
                                            + CrmSite.uuid("old")
                                            + "', id, 'Old', '2009-01-01 00:00:00', '2009-01-01 00:00:00' from ciniki_businesses"));
                    site.set(Crm.CUSTOMERS, "old", Map.of("phone", "7"));
                    // Of a row that never came, of a table and a field that nobody knows, and of no row at all.
                    site.run(List.of(
                            site.entry(2, Crm.CUSTOMERS, "'uuid-" + CrmSite.uuid("never") + "'", "name", "'x'"),
                            site.entry(2, "ciniki_unknown", "1", "name", "'x'"),
                            site.entry(2, Crm.CUSTOMERS, "987654", "name", "'x'"),
                            site.entry(4, Crm.CUSTOMERS, CrmApp.key(Crm.CUSTOMERS, "lee"), "nickname", "'Lefty'")));
                });
                CrmSite there = CrmSite.kept(ENGINE, "there")) {
            Linked linked = new Linked(here, there);
            linked.sync();

            assertThat(there.get(Crm.CUSTOMERS, "lee", "phone")).isEqualTo("9");
            assertThat(there.get(Crm.CUSTOMERS, "lee", "notes")).isEqualTo("nobody wrote this down");
            assertThat(there.get(Crm.CUSTOMERS, "old", "phone")).isEqualTo("7");
            assertThat(there.told(Crm.CUSTOMERS, "lee")).contains("4|nickname|Lefty", "1|phone|1");
            assertThat(there.history()).hasSize(3 + 1 + 1);
            linked.assertSame();
            assertThat(linked.sync(SyncType.PARTIAL).pulled().changes()).isZero();
            assertThat(there.problems()).isEmpty();
        }
    }
}
