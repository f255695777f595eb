package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.digest.Entry;
import dev.parley.digest.Fingerprint;
import dev.parley.digest.Question;
import dev.parley.digest.Range;
import dev.parley.merge.Derived;
import dev.parley.store.Link.Direction;
import dev.parley.sync.LocalPeer;
import dev.parley.testing.Engine;
import dev.parley.wire.Digest;
import dev.parley.wire.Listing;
import dev.parley.wire.Packet;
import dev.parley.wire.SiteInfo;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to the rows, the kept fingerprints are those of what would be listed. */
class DigestIndexTest {

    private static final int ROWS = 1100;
    private static final String LINE = "shop.sales.line";

    private static final String CATALOGUE = """
            packages:
              shop:
                core:
                  business: {table: businesses, business: self}
                customers:
                  customer: {table: customers}
                sales:
                  order: {table: orders}
                  line: {table: order_lines, business: through order_id}
                  note: {table: notes, id: false}
            """;

    @ParameterizedTest
    @EnumSource
    void itTellsWhatIsListed(Engine engine) throws SQLException {
        try (ShopSite site = ShopSite.open(Shop.setup(engine, "here", CATALOGUE, filling(engine)))) {
            Compared compared = new Compared(site);
            compared.assertTrueOfAll();
            assertThat(site.site().rows("select object from parley_digest order by object"))
                    .containsExactly(Shop.CUSTOMER, LINE, "shop.sales.note", Shop.ORDER);
            Random random = new Random(engine.name().length());
            for (int step = 0; step < 8; step++) {
                edit(site, random);
                if (random.nextBoolean()) {
                    site.takeIn();
                }
                if (random.nextInt(3) == 0) {
                    site.site().restart();
                    compared = new Compared(site, compared.link);
                }
                compared.assertTrueOfAll();
            }
            committedLate(site, compared);
            nothingInTheEnd(site, compared);
            mapped(compared);
        }
    }

    private static void edit(ShopSite site, Random random) {
        int which = random.nextInt(ROWS);
        String fresh = UUID.nameUUIDFromBytes(new byte[] {(byte) random.nextInt(), (byte) random.nextInt()})
                .toString();
        switch (random.nextInt(7)) {
            case 0 ->
                site.set("customers", "c" + which, "phone = '" + which + "', last_updated = '2025-01-01 00:00:00'");
            case 1 -> site.run(Shop.customer(fresh));
            case 2 -> site.delete("notes", "n" + which);
            case 3 -> {
                site.run("delete from order_lines where order_id in (select id from orders where uuid = '%s')"
                        .formatted(Shop.uuid("o" + which)));
                site.delete("orders", "o" + which);
            }
            case 4 -> site.set("orders", "o" + which, "business_id = " + Shop.business(Shop.OTHER_BUSINESS));
            case 5 -> site.set("orders", "o" + which, "business_id = " + Shop.business(Shop.BUSINESS));
            default -> site.run("update notes set text = 'n' where id between %d and %d".formatted(which, which + 40));
        }
    }

    private static void committedLate(ShopSite site, Compared compared) throws SQLException {
        if (site.site().engine() == Engine.SQLITE) {
            return;
        }
        site.takeIn();
        try (Connection open = site.site().connect();
                Statement early = open.createStatement()) {
            open.setAutoCommit(false);
            early.execute("update customers set phone = '1' where uuid = '" + Shop.uuid("c7") + "'");
            site.set("customers", "c8", "phone = '2'");
            site.takeIn();
            compared.assertTrueOfAll();
            open.commit();
        }
        compared.assertTrueOfAll();
        site.takeIn();
        compared.assertTrueOfAll();
    }

    /** What was captured, but comes to no change, was not listed for a while and is again. */
    private static void nothingInTheEnd(ShopSite site, Compared compared) {
        site.set("customers", "c9", "phone = '3'");
        site.set("customers", "c9", "phone = '555'");
        site.run(Shop.customer("come and gone"));
        site.delete("customers", "come and gone");
        compared.assertTrueOfAll();
        site.takeIn();
        compared.assertTrueOfAll();
    }

    private static void mapped(Compared compared) {
        UUID one = Shop.uuid("c10");
        UUID other = Shop.uuid("elsewhere");
        Packet map = Packet.of(Shop.CUSTOMER, one, List.of(Derived.map(Shop.CUSTOMER, one, other)));
        compared.peer.push(List.of(map));
        compared.assertTrueOfAll();
    }

    private static List<String> filling(Engine engine) {
        String time = engine == Engine.POSTGRESQL ? "timestamp" : "datetime";
        List<String> statements = new ArrayList<>(Shop.tables(engine));
        statements.add("create table order_lines (uuid varchar(36) not null unique, order_id integer not null,"
                + " product varchar(40), last_updated " + time
                + ", foreign key (order_id) references orders (id))");
        statements.add("create table notes (id integer not null primary key, uuid varchar(36) not null unique,"
                + " business_id integer not null, text varchar(40))");
        statements.add("insert into businesses (id, uuid, name) values (1, '%s', 'A'), (2, '%s', 'B')"
                .formatted(Shop.BUSINESS, Shop.OTHER_BUSINESS));
        fill(
                statements,
                "customers (id, uuid, business_id, name, phone, last_updated)",
                "%1$d, '%2$s', 1, 'c', '555', '" + Shop.LONG_AGO + "'",
                "c");
        fill(
                statements,
                "orders (id, uuid, business_id, customer_id, invoice, last_updated)",
                "%1$d, '%2$s', 1, %1$d, 'i', '" + Shop.LONG_AGO + "'",
                "o");
        fill(
                statements,
                "order_lines (uuid, order_id, product, last_updated)",
                "'%2$s', %1$d, 'p', '" + Shop.LONG_AGO + "'",
                "l");
        if (engine == Engine.POSTGRESQL) {
            statements.add("alter table customers alter column id restart with " + (ROWS + 1));
        }
        fill(statements, "notes (id, uuid, business_id, text)", "%1$d, '%2$s', 1, 't'", "n");
        return statements;
    }

    private static void fill(List<String> statements, String into, String values, String name) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add("(" + values.formatted(i + 1, Shop.uuid(name + i)) + ")");
        }
        statements.add("insert into " + into + " values " + String.join(", ", rows));
    }

    /** The site as another sees it. */
    private static final class Compared {
        private final ShopSite site;
        private final long link;
        private final LocalPeer peer;

        Compared(ShopSite site) {
            this(site, link(site));
        }

        Compared(ShopSite site, long link) {
            this.site = site;
            this.link = link;
            this.peer = new LocalPeer(site.site().context(), link);
        }

        private static long link(ShopSite site) {
            long link = site.site().link(Shop.uuid("link"), Shop.BUSINESS, site.site(), Direction.BI);
            LocalPeer peer = new LocalPeer(site.site().context(), link);
            peer.info(peer.info(new SiteInfo(
                    1,
                    site.site().context().origin().site(),
                    "there",
                    "",
                    0,
                    Shop.BUSINESS,
                    Optional.empty(),
                    Map.of(),
                    "none")));
            return link;
        }

        void assertTrueOfAll() {
            for (CatalogueObject object : site.site().context().catalogue().objects()) {
                Fingerprint listed = listed(object.name());
                String question = new Question(Range.ALL, listed).toText();
                Digest digest =
                        new Digest(Digest.VERSION, 1000, List.of(new Digest.Of(object.name(), List.of(question))));

                assertThat(peer.digest(digest).objects().get(0).items())
                        .as("%s records of %s", listed.count(), object.name())
                        .containsExactly("same");
            }
        }

        private Fingerprint listed(String object) {
            Fingerprint sum = Fingerprint.NONE;
            Optional<UUID> after = Optional.empty();
            Listing page;
            do {
                page = peer.list(object, after, 5000);
                for (Listing.Entry entry : page.entries()) {
                    sum = sum.plus(new Entry(
                            entry.record(),
                            entry.version().high(),
                            entry.version().low()));
                    after = Optional.of(entry.record());
                }
            } while (page.more());
            return sum;
        }
    }
}
