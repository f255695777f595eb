package dev.parley.ownhistory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.catalogue.Catalogue;
import dev.parley.store.CaptureInstallation;
import dev.parley.store.CaptureInstallation.Trouble;
import dev.parley.testing.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the entries of an application's history are followed: none is passed over, none is read twice, and nothing of one stops anything. */
class HistoryFeedTest {

    private static final Engine ENGINE = Engine.valueOf(System.getProperty("crm", "MARIADB"));
    private static final int ENTRIES = Integer.getInteger("entries", 3000);
    private static final int OF_EACH = 130;

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void anEntryThatIsCommittedAfterALaterOneWasSyncedGoesWithTheNextSync(Engine engine) throws SQLException {
        try (CrmSite here = CrmSite.kept(engine, "here");
                CrmSite there = CrmSite.kept(engine, "there")) {
            Linked linked = new Linked(here, there);
            here.add(Crm.CUSTOMERS, "lee", Map.of("name", "Lee"));
            here.add(Crm.CUSTOMERS, "kim", Map.of("name", "Kim"));
            linked.sync();
            try (Connection open = here.site().connect();
                    Statement early = open.createStatement()) {
                open.setAutoCommit(false);
                for (String sql : here.setting(Crm.CUSTOMERS, "lee", Map.of("phone", "1"))) {
                    early.execute(sql);
                }
                here.set(Crm.CUSTOMERS, "kim", Map.of("phone", "2"));
                linked.sync();
                assertThat(there.get(Crm.CUSTOMERS, "kim", "phone")).isEqualTo("2");
                assertThat(there.get(Crm.CUSTOMERS, "lee", "phone")).isEmpty();
                open.commit();
            }
            linked.sync();

            assertThat(there.get(Crm.CUSTOMERS, "lee", "phone")).isEqualTo("1");
            linked.assertSameHistory();
        }
    }

    @Test
    void anEntryThatComesAfterItsRowOrBeforeItStillSaysWhoDidIt() {
        try (CrmSite here = CrmSite.kept(ENGINE, "here");
                CrmSite there = CrmSite.kept(ENGINE, "there")) {
            Linked linked = new Linked(here, there);
            here.add(Crm.CUSTOMERS, "lee", Map.of("name", "Lee"));
            linked.sync();
            List<String> statements = here.as("ben").setting(Crm.CUSTOMERS, "lee", Map.of("phone", "1"));
            here.run(statements.subList(0, 1));
            linked.sync();
            here.run(statements.subList(1, 2));
            linked.sync();
            List<String> later = here.setting(Crm.CUSTOMERS, "lee", Map.of("phone", "2"));
            here.run(later.subList(1, 2));
            linked.sync();
            here.run(later.subList(0, 1));
            linked.sync();

            assertThat(there.get(Crm.CUSTOMERS, "lee", "phone")).isEqualTo("2");
            linked.assertSameHistory();
            assertThat(there.told(Crm.CUSTOMERS, "lee")).contains("2|phone|1", "2|phone|2");
            assertThat(there.problems()).isEmpty();
        }
    }

    @Test
    void entriesOfPeopleAndRowsThatAreNotHereAreWrittenAllTheSameAndFilledInWhenTheyCome() {
        try (CrmSite here = CrmSite.kept(ENGINE, "here");
                CrmSite there = CrmSite.kept(ENGINE, "there")) {
            Linked linked = new Linked(here, there);
            linked.sync();
            here.run(List.of(
                    "insert into ciniki_users (uuid, email, date_added, last_updated) values ('%s', 'zoe', '2012-01-01 00:00:00', '2012-01-01 00:00:00')"
                            .formatted(CrmSite.uuid("zoe"))));
            here.as("zoe").add(Crm.CUSTOMERS, "lee", Map.of("name", "Lee"));
            linked.sync();
            assertThat(there.history())
                    .noneMatch(row -> row.contains(CrmSite.uuid("zoe").toString()));

            here.run(
                    List.of(
                            "insert into ciniki_business_users select b.id, u.id, '2012-01-01 00:00:00' from ciniki_businesses b, ciniki_users u where u.email = 'zoe'"));
            linked.sync();

            linked.assertSameHistory();
            assertThat(there.history())
                    .allMatch(row -> row.contains(CrmSite.uuid("zoe").toString()));
            assertThat(there.problems()).isEmpty();
        }
    }

    @Test
    void aHistoryOfAnySizeIsTakenInPieceByPiece() {
        try (CrmSite here = CrmSite.keptBefore(ENGINE, "here", HistoryFeedTest::fill);
                CrmSite there = CrmSite.kept(ENGINE, "there")) {
            long start = System.nanoTime();
            new Linked(here, there).sync();
            if (ENTRIES > 10_000) {
                System.err.printf("entries=%d seconds=%.1f%n", ENTRIES, (System.nanoTime() - start) / 1e9);
            }

            assertThat(there.site().value("select count(*) from " + Crm.HISTORY))
                    .isEqualTo(here.site().value("select count(*) from " + Crm.HISTORY));
            assertThat(there.site().value("select count(*) from " + Crm.CUSTOMERS))
                    .isEqualTo(Integer.toString(ENTRIES / OF_EACH));
            assertThat(here.site().value("select count(*) from parley_entry")).isEqualTo("0");
        }
    }

    /** Customers with so many entries each. */
    private static void fill(CrmApp app) {
        List<String> statements = new ArrayList<>();
        for (int customer = 0; customer < ENTRIES / OF_EACH; customer++) {
            statements.add(
                    "insert into ciniki_customers (uuid, business_id, name, phone, date_added, last_updated) select '%s', id, 'n', '%d', '2011-01-01 00:00:00', '2011-01-01 00:00:00' from ciniki_businesses"
                            .formatted(CrmApp.uuid("big" + customer), OF_EACH));
            List<String> rows = new ArrayList<>();
            for (int entry = 1; entry <= OF_EACH; entry++) {
                rows.add(
                        "('%s', (select id from ciniki_businesses), 0, '', 2, 'ciniki_customers', '%d', 'phone', '%d', '2011-01-01 00:%02d:%02d')"
                                .formatted(
                                        CrmApp.uuid("e" + customer + "," + entry),
                                        customer + 1,
                                        entry,
                                        entry / 60,
                                        entry % 60));
            }
            statements.add(
                    "insert into ciniki_customer_history (uuid, business_id, user_id, session, action, table_name, table_key, table_field, new_value, log_date) values "
                            + String.join(", ", rows));
        }
        app.run(statements);
    }

    @Test
    void doctorTellsWhenNobodyReadsTheHistoryAnyMore() {
        try (CrmSite here = CrmSite.kept(ENGINE, "here")) {
            Catalogue catalogue = here.site().context().catalogue();
            CaptureInstallation installation =
                    new CaptureInstallation(here.site().database());
            assertThat(installation.check(catalogue, here.site().database().schema()))
                    .isEmpty();
            String number = here.site()
                    .value("select number from parley_object where object = 'history ciniki_customer_history'");
            here.site().execute("drop trigger parley_capture_" + number + "_entry");
            here.add(Crm.CUSTOMERS, "lee", Map.of("name", "Lee"));

            assertThat(installation.check(catalogue, here.site().database().schema()))
                    .extracting(CaptureInstallation.Finding::trouble)
                    .containsExactly(Trouble.TRIGGER_MISSING);
            installation.install(catalogue, here.site().database().schema());
            assertThat(installation.check(catalogue, here.site().database().schema()))
                    .isEmpty();
            here.takeIn();
            assertThat(here.log()).anyMatch(change -> change.contains("|" + CrmSite.uuid("ann") + "|"));
        }
    }
}
