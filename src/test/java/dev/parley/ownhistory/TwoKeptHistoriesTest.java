package dev.parley.ownhistory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Problem;
import dev.parley.sync.SyncReport;
import dev.parley.testing.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two sites whose applications keep their own history agree in records and in history. */
class TwoKeptHistoriesTest {

    private static final Engine ENGINE = Engine.valueOf(System.getProperty("crm", "MARIADB"));
    private static final long FIRST = Long.getLong("seed", 1);
    private static final int SEEDS = Integer.getInteger("seeds", 3);

    @Test
    void entriesArriveWithTheirUuidUserSessionAndDate() {
        try (CrmSite here = CrmSite.kept(ENGINE, "here");
                CrmSite there = CrmSite.kept(ENGINE, "there")) {
            Linked linked = new Linked(here, there);
            linked.sync();
            there.add(Crm.CUSTOMERS, "filler", Map.of("name", "Filler"));
            here.add(Crm.CUSTOMERS, "lee", Map.of("name", "Lee", "phone", "555", "salesrep_id", "@user:ben"));
            here.as("ben").set(Crm.CUSTOMERS, "lee", Map.of("phone", "556", "credit", "12.5"));
            here.add(Crm.ADDRESSES, "home", Map.of("customer_id", "@customer:lee", "city", "Łódź"));
            here.setting("colour", "red");
            here.setting("colour", "blue");
            linked.sync();

            assertThat(there.get(Crm.CUSTOMERS, "lee", "phone")).isEqualTo("556");
            linked.assertSameHistory();
            assertThat(there.history()).hasSize(4 + 2 + 2 + 3 + 2);
            assertThat(here.problems()).isEmpty();
            assertThat(there.problems()).isEmpty();
        }
    }

    @Test
    void fieldsThatWereSetInTheSameSecondMergeAndTheSameFieldIsAConflictThatIsToldAtBoth() {
        try (CrmSite here = CrmSite.kept(ENGINE, "here");
                CrmSite there = CrmSite.kept(ENGINE, "there")) {
            Linked linked = new Linked(here, there);
            here.at("2026-01-05 10:00:00").add(Crm.CUSTOMERS, "lee", Map.of("name", "Lee"));
            linked.sync();
            here.at("2026-01-06 10:00:00").set(Crm.CUSTOMERS, "lee", Map.of("phone", "1", "status", "20"));
            there.as("ben")
                    .at("2026-01-06 10:00:00")
                    .set(Crm.CUSTOMERS, "lee", Map.of("name", "Leeds", "status", "30"));
            linked.sync();

            linked.assertSameHistory();
            assertThat(here.get(Crm.CUSTOMERS, "lee", "phone")).isEqualTo("1");
            assertThat(here.get(Crm.CUSTOMERS, "lee", "name")).isEqualTo("Leeds");
            assertThat(here.problems())
                    .extracting(Problem::kind, Problem::field)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("conflict", "status"));
            assertThat(here.problems().get(0).message()).contains(" by ann at ", " by ben at ");
            assertThat(there.problems())
                    .extracting(Problem::message)
                    .isEqualTo(here.problems().stream().map(Problem::message).toList());
        }
    }

    /** Its object is named in another field, which may have changed since; and 0 stands for none. */
    @Test
    void whatAFileWasOfIsToldAsItWasWhenThatWasWritten() {
        try (CrmSite here = CrmSite.kept(ENGINE, "here");
                CrmSite there = CrmSite.kept(ENGINE, "there")) {
            Linked linked = new Linked(here, there);
            linked.sync();
            there.add(Crm.CUSTOMERS, "filler", Map.of("name", "Filler"));
            here.add(Crm.CUSTOMERS, "lee", Map.of("name", "Lee", "salesrep_id", "0"));
            here.add(Crm.ADDRESSES, "home", Map.of("customer_id", "@customer:lee", "city", "Łódź"));
            here.add(Crm.FILES, "face", of("object", "", "object_id", "0"));
            here.set(Crm.FILES, "face", of("object", Crm.CUSTOMER, "object_id", "@customer:lee"));
            here.set(Crm.FILES, "face", of("object_id", "@address:home", "object", Crm.ADDRESS));
            here.set(Crm.FILES, "face", of("object", Crm.CUSTOMER, "object_id", "@customer:lee"));
            linked.sync();

            linked.assertSameHistory();
            assertThat(there.told(Crm.CUSTOMERS, "lee")).contains("1|salesrep_id|0");
            String lee = CrmApp.uuid("lee").toString();
            String home = CrmApp.uuid("home").toString();
            assertThat(there.told(Crm.FILES, "face"))
                    .contains("1|object_id|0", "2|object_id|" + lee, "2|object_id|" + home);
        }
    }

    /** Both point a file elsewhere, within one second: what it is of is one thing, though it is written down in two entries. */
    @Test
    void whatAFileIsOfIsTakenFromOneSiteWhole() {
        for (boolean last : new boolean[] {true, false}) {
            try (CrmSite here = CrmSite.kept(ENGINE, "here");
                    CrmSite there = CrmSite.kept(ENGINE, "there")) {
                Linked linked = new Linked(here, there);
                here.at("2026-01-05 10:00:00").add(Crm.CUSTOMERS, "lee", Map.of("name", "Lee"));
                here.add(Crm.CUSTOMERS, "kim", Map.of("name", "Kim"));
                here.add(Crm.ADDRESSES, "home", Map.of("customer_id", "@customer:lee", "city", "Łódź"));
                here.add(Crm.FILES, "face", of("object", Crm.CUSTOMER, "object_id", "@customer:lee"));
                linked.sync();
                // Here another customer, so that one entry says it all. It comes first or last among the entries of its
                // second.
                Map<String, String> kim = last
                        ? of("title", "Kim", "object_id", "@customer:kim")
                        : of("object_id", "@customer:kim", "title", "Kim");
                here.at("2026-01-06 10:00:00").set(Crm.FILES, "face", kim);
                there.at("2026-01-06 10:00:00")
                        .set(Crm.FILES, "face", of("object_id", "@address:home", "object", Crm.ADDRESS));
                linked.sync();

                linked.assertSameHistory();
                assertThat(here.content().get(Crm.FILES)).singleElement().satisfies(file -> assertThat(file)
                        .containsAnyOf(
                                Crm.CUSTOMER + "|" + CrmApp.uuid("kim"), Crm.ADDRESS + "|" + CrmApp.uuid("home")));
                assertThat(here.problems()).extracting(Problem::field).contains("object_id");
            }
        }
    }

    private static Map<String, String> of(String field, String value, String other, String otherValue) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(field, value);
        fields.put(other, otherValue);
        return fields;
    }

    @Test
    void mergesAreToldAsMerges() {
        try (CrmSite here = CrmSite.kept(ENGINE, "here");
                CrmSite there = CrmSite.kept(ENGINE, "there")) {
            Linked linked = new Linked(here, there);
            here.add(Crm.CUSTOMERS, "lee", Map.of("name", "Lee"));
            here.add(Crm.CUSTOMERS, "leigh", Map.of("name", "Leigh", "phone", "7"));
            linked.sync();
            here.run(List.of(
                    "update ciniki_customers set phone = '7' where uuid = '" + CrmApp.uuid("lee") + "'",
                    here.entry(4, Crm.CUSTOMERS, CrmApp.key(Crm.CUSTOMERS, "lee"), "phone", "'7'"),
                    here.entry(5, Crm.CUSTOMERS, CrmApp.key(Crm.CUSTOMERS, "leigh"), "*", "''"),
                    "delete from ciniki_customers where uuid = '" + CrmApp.uuid("leigh") + "'"));
            linked.sync();

            assertThat(there.has(Crm.CUSTOMERS, "leigh")).isFalse();
            assertThat(there.told(Crm.CUSTOMERS, "lee")).contains("4|phone|7");
            assertThat(there.told(Crm.CUSTOMERS, "leigh")).contains("5|*|");
            linked.assertSameHistory();
        }
    }

    @Test
    void aDeleteTravelsWithItsEntryAndARecordThatIsEditedMeanwhileComesBackWhole() {
        try (CrmSite here = CrmSite.kept(ENGINE, "here");
                CrmSite there = CrmSite.kept(ENGINE, "there")) {
            Linked linked = new Linked(here, there);
            here.at("2026-01-05 10:00:00").add(Crm.CUSTOMERS, "lee", Map.of("name", "Lee", "phone", "555"));
            here.add(Crm.CUSTOMERS, "gone", Map.of("name", "Gone"));
            linked.sync();
            here.at("2026-01-06 10:00:00").delete(Crm.CUSTOMERS, "lee");
            here.delete(Crm.CUSTOMERS, "gone");
            there.at("2026-01-07 10:00:00").set(Crm.CUSTOMERS, "lee", Map.of("phone", "556"));
            linked.sync();

            assertThat(there.has(Crm.CUSTOMERS, "gone")).isFalse();
            assertThat(here.get(Crm.CUSTOMERS, "lee", "name")).isEqualTo("Lee");
            assertThat(here.get(Crm.CUSTOMERS, "lee", "phone")).isEqualTo("556");
            linked.assertSameHistory();
            assertThat(here.problems())
                    .extracting(Problem::kind, Problem::field)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("conflict", "*"));
        }
    }

    @Test
    void whateverPeopleDoAtBothTheyEndWithTheSameRecordsAndTheSameHistory() {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            try (CrmSite here = CrmSite.kept(ENGINE, "here");
                    CrmSite there = CrmSite.kept(ENGINE, "there")) {
                play(new Linked(here, there), here, there, seed).assertSameHistory();
            } catch (RuntimeException | AssertionError failed) {
                throw new AssertionError("seed " + seed, failed);
            }
        }
    }

    private static Linked play(Linked linked, CrmSite here, CrmSite there, long seed) {
        List<String> shared = new ArrayList<>();
        CrmPlay one = new CrmPlay(here, "h", shared, seed);
        CrmPlay other = new CrmPlay(there, "t", shared, seed + 1000);
        linked.sync();
        for (int round = 0; round < 4; round++) {
            one.play(6);
            other.play(6);
            SyncReport report = round % 2 == 0 ? linked.sync() : linked.syncBack();
            assertThat(report.notes()).isEmpty();
            linked.assertSame();
        }
        return linked;
    }
}
