package dev.parley.bench;

import dev.parley.store.DatabaseConfig;
import dev.parley.store.Link.Direction;
import dev.parley.store.Sequencer;
import dev.parley.sync.LocalPeer;
import dev.parley.sync.SiteContext;
import dev.parley.sync.Sync;
import dev.parley.sync.SyncType;
import dev.parley.wire.Encoding;
import dev.parley.wire.Exchange;
import dev.parley.wire.Forms;
import dev.parley.wire.PackedBody;
import dev.parley.wire.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The parts of an incremental sync, one after the other in one program, beside the bare UPDATE. What each uses of the processors goes to the error
 * output: on a busy machine that tells more than the time.
 */
final class PartsCase {

    private static final double NANOS = 1e9;
    private static final int MOST_UPDATED = 50_000;

    private final Figure.Case of;
    private final int runs;
    private final int batch;
    private final Map<Part, List<Double>> seconds = new EnumMap<>(Part.class);
    private double reading;
    private double carrying;

    PartsCase(Figure.Case of, int runs, int batch) {
        this.of = of;
        this.runs = runs;
        this.batch = batch;
    }

    private enum Part {
        /** The UPDATE on a database without Parley. */
        BARE,
        /** The same with capture. */
        CAPTURE,
        /** Changes are made of what was captured. */
        SEQUENCE,
        /** They are read from the feed. */
        READ,
        /** They are written as they go over the wire, packed, and read again. */
        WIRE,
        /** The other site takes them in. */
        APPLY
    }

    List<Figure> measure() throws Exception {
        try (BenchDatabase source = BenchDatabase.filled(of.engine(), of.records());
                BenchDatabase bare = copy(source);
                BenchDatabase target = copy(source);
                BenchSite hosted = open("hosted", source);
                BenchSite shop = open("shop", target)) {
            BenchLink link = BenchLink.fresh();
            Peer peer = timed(new LocalPeer(
                    hosted.context(), hosted.link(link.uuid(), Direction.PUSH, "shop", link.keyId(), link.secret())));
            long number = shop.link(link.uuid(), Direction.PULL, "hosted", link.keyId(), link.secret());
            new Sync(shop.context(), number, peer).run(SyncType.INCREMENTAL);
            int count = Math.min(MOST_UPDATED, BenchTables.customers(of.records()) / runs);
            for (int run = 0; run < runs; run++) {
                String update =
                        "update customers set status = %d, last_updated = '2026-01-31 14:05:%02d' where id > %d and id <= %d"
                                .formatted(100 + run, run % 60, run * count, (run + 1) * count);
                take(Part.BARE, () -> bare.run(update));
                take(Part.CAPTURE, () -> source.run(update));
                take(Part.SEQUENCE, () -> sequence(hosted.context()));
                reading = 0;
                carrying = 0;
                take(Part.APPLY, () -> new Sync(shop.context(), number, peer).run(SyncType.INCREMENTAL));
                add(Part.READ, reading);
                add(Part.WIRE, carrying);
                long come = target.number("select count(*) from customers where status = " + (100 + run));
                if (come != count) {
                    throw new IllegalStateException(come + " updates of " + count + " came");
                }
            }
        }
        return figures();
    }

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (Part part : Part.values()) {
            if (part != Part.BARE) {
                String name = "part_" + part.name().toLowerCase(Locale.ROOT);
                figures.add(Figure.beside(name, of, median(part), "UPDATE", median(Part.BARE), OptionalDouble.empty()));
            }
        }
        return figures;
    }

    private double median(Part part) {
        return Median.of(Objects.requireNonNull(seconds.get(part)));
    }

    private BenchDatabase copy(BenchDatabase source) throws Exception {
        BenchDatabase copy = BenchDatabase.empty(of.engine());
        Floor.of(of.engine()).copy(source, copy);
        return copy;
    }

    private BenchSite open(String name, BenchDatabase database) {
        return BenchSite.open(
                name, new DatabaseConfig(database.jdbcUrl(), database.user(), database.password()), batch);
    }

    private static void sequence(SiteContext site) {
        new Sequencer(site.catalogue(), site.origin()).drain(site.database());
    }

    /** The other site in this program, with what is on the way written and read as on the wire. */
    private Peer timed(LocalPeer local) {
        return (Peer) Proxy.newProxyInstance(
                Peer.class.getClassLoader(), new Class<?>[] {Peer.class}, (proxy, method, arguments) -> {
                    long began = System.nanoTime();
                    Object answer = method.invoke(local, arguments);
                    long read = System.nanoTime();
                    reading += (read - began) / NANOS;
                    if (answer instanceof Exchange.Reply reply) {
                        answer = overTheWire(reply);
                        carrying += (System.nanoTime() - read) / NANOS;
                    }
                    return answer;
                });
    }

    private static Exchange.Reply overTheWire(Exchange.Reply reply) {
        try (PackedBody body = PackedBody.of(Encoding.ZSTD, Long.MAX_VALUE, out -> Forms.REPLY.write(reply, out))) {
            return Forms.REPLY.read(body.encoding().unpack(body.open(), Long.MAX_VALUE));
        } catch (IOException e) {
            throw new UncheckedIOException("packing an answer", e);
        }
    }

    /** Takes a part's time; what is spent at the other site and on the way is not the part's own. */
    private void take(Part part, Runnable work) {
        Usage before = Usage.now();
        long began = System.nanoTime();
        work.run();
        double all = (System.nanoTime() - began) / NANOS;
        add(part, part == Part.APPLY ? all - reading - carrying : all);
        String what = part == Part.APPLY ? "read, wire and apply" : part.name().toLowerCase(Locale.ROOT);
        System.err.printf(
                "%s %s: %.2f s; %s%n", of.engine(), what, all, Usage.now().since(before));
    }

    private void add(Part part, double time) {
        seconds.computeIfAbsent(part, key -> new ArrayList<>()).add(time);
    }
}
