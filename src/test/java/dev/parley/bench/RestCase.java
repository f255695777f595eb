package dev.parley.bench;

import dev.parley.store.CommitHook;
import dev.parley.store.Database;
import dev.parley.store.DatabaseConfig;
import dev.parley.store.Link.Direction;
import dev.parley.store.Link.Status;
import dev.parley.store.Links;
import dev.parley.store.Links.NewLink;
import dev.parley.store.SiteIdentity;
import dev.parley.store.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What many businesses with a link each cost two sites that are being served, of which one can't be called, when nothing happens. Long enough that
 * each link has its turn of being synced without cause.
 */
final class RestCase {

    static final int LINKS = 1000;
    static final Duration REST = Duration.ofMinutes(12);

    private static final int SETTLING_SECONDS = 600;
    private static final OptionalDouble BUDGET = OptionalDouble.of(10);

    private final Figure.Case of;
    private final List<UUID> businesses;
    private final Duration rest;

    RestCase(Figure.Case of, int links, Duration rest) {
        this.of = of;
        this.businesses = IntStream.rangeClosed(1, links)
                .mapToObj(number -> new UUID(BenchTables.BUSINESS.getMostSignificantBits(), number))
                .toList();
        this.rest = rest;
    }

    List<Figure> measure(Path folder) throws Exception {
        Path hosted = folder.resolve("hosted");
        Path shop = folder.resolve("shop");
        int port = ServedPair.freePort();
        try (BenchDatabase there = filled();
                BenchDatabase here = filled()) {
            ParleyProcess.write(hosted, "hosted", there, port);
            ParleyProcess.write(shop, "shop", here, 0);
            ParleyProcess.run(hosted, "init");
            ParleyProcess.run(shop, "init");
            link(there, here, "http://127.0.0.1:" + port);
            try (ParleyProcess atHosted = ParleyProcess.serve(hosted);
                    ParleyProcess atShop = ParleyProcess.serve(shop)) {
                awaitSynced(here);
                return rest(atHosted, atShop, port);
            }
        }
    }

    /** Each business has one customer. */
    private BenchDatabase filled() {
        BenchDatabase made = BenchDatabase.empty(of.engine());
        List<String> rows = new ArrayList<>();
        List<String> customers = new ArrayList<>();
        for (int i = 0; i < businesses.size(); i++) {
            UUID business = businesses.get(i);
            rows.add("(%d, '%s', 'Łódź Wines %d')".formatted(i + 1, business, i));
            customers.add("(%d, '%s', %d, 1, 1, 'Ann', '2026-01-05 09:00:00')"
                    .formatted(i + 1, new UUID(business.getLeastSignificantBits(), 7), i + 1));
        }
        made.run(
                "insert into businesses (id, uuid, name) values " + String.join(", ", rows),
                "insert into customers (id, uuid, business_id, status, type, first, last_updated) values "
                        + String.join(", ", customers));
        return made;
    }

    private void link(BenchDatabase there, BenchDatabase here, String url) {
        try (Database atHosted = open(there);
                Database atShop = open(here)) {
            SiteIdentity hosted = identity(atHosted);
            SiteIdentity shop = identity(atShop);
            List<BenchLink> links =
                    businesses.stream().map(business -> BenchLink.fresh()).toList();
            add(atHosted, links, shop, "");
            add(atShop, links, hosted, url);
        }
    }

    private static Database open(BenchDatabase database) {
        return Database.open(
                new DatabaseConfig(database.jdbcUrl(), database.user(), database.password()), CommitHook.NONE);
    }

    private static SiteIdentity identity(Database database) {
        return database.reading(SiteIdentity::read).orElseThrow();
    }

    private void add(Database database, List<BenchLink> links, SiteIdentity other, String url) {
        database.inTransaction(tx -> {
            Links table = new Links(tx, TimeSource.SYSTEM);
            for (int i = 0; i < links.size(); i++) {
                BenchLink link = links.get(i);
                table.add(new NewLink(
                        link.uuid(),
                        businesses.get(i),
                        other.name() + "-" + i,
                        Direction.BI,
                        Status.ACTIVE,
                        url,
                        other.site(),
                        other.name(),
                        link.keyId(),
                        link.secret()));
            }
            return true;
        });
    }

    private static void awaitSynced(BenchDatabase shop) throws InterruptedException {
        for (int second = 0; second < SETTLING_SECONDS; second++) {
            if (shop.number("select count(*) from parley_link where last_sync = 0") == 0) {
                return;
            }
            Thread.sleep(1000);
        }
        throw new IllegalStateException("not all links were synced");
    }

    private List<Figure> rest(ParleyProcess atHosted, ParleyProcess atShop, int port)
            throws InterruptedException, IOException {
        Duration hosted = atHosted.cpu();
        Duration shop = atShop.cpu();
        Usage before = Usage.now();
        Thread.sleep(rest.toMillis());
        List<Figure> figures = new ArrayList<>();
        figures.add(share("hosted", atHosted.cpu().minus(hosted).toNanos() / 1e9, BUDGET));
        figures.add(share("shop", atShop.cpu().minus(shop).toNanos() / 1e9, BUDGET));
        figures.add(share("database", Usage.now().since(before).server(), OptionalDouble.empty()));
        figures.add(alone("connections", Connections.to(port), "connections"));
        atHosted.megabytes().ifPresent(memory -> figures.add(alone("memory_hosted", memory, "MB")));
        atShop.megabytes().ifPresent(memory -> figures.add(alone("memory_shop", memory, "MB")));
        return figures;
    }

    private Figure share(String of, double busy, OptionalDouble budget) {
        double seconds = rest.toNanos() / 1e9;
        return Figure.alone(
                "rest_" + businesses.size() + "_" + of, this.of, 100 * busy / seconds, "% of a core", budget);
    }

    private Figure alone(String what, double value, String unit) {
        return Figure.alone("rest_" + businesses.size() + "_" + what, of, value, unit, OptionalDouble.empty());
    }
}
