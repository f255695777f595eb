package dev.parley.bench;

import dev.parley.catalogue.Part;
import dev.parley.remote.HttpPeer;
import dev.parley.remote.HttpSettings;
import dev.parley.remote.Pause;
import dev.parley.remote.Remote;
import dev.parley.remote.RemoteSite;
import dev.parley.server.Server;
import dev.parley.server.ServerLimits;
import dev.parley.server.SyncEndpoints;
import dev.parley.store.DatabaseConfig;
import dev.parley.store.Link.Direction;
import dev.parley.store.TimeSource;
import dev.parley.sync.PlanReport;
import dev.parley.sync.Sync;
import dev.parley.sync.SyncPlan;
import dev.parley.sync.SyncReport;
import dev.parley.sync.SyncType;
import dev.parley.wire.LinkKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A site in a JVM of its own. Does what its standard input says, a line at a time with tabs between words, and answers with a line; ends with
 * its input.
 */
public final class SiteProgram implements AutoCloseable {

    private static final double NANOS = 1e9;

    private final BenchSite site;
    private final Remote remote = new Remote(HttpSettings.DEFAULT, TimeSource.SYSTEM::micros, Pause.SLEEP);
    private long link;
    private HttpPeer peer = remote.peer(
            new RemoteSite(URI.create("http://127.0.0.1:9"), BenchTables.BUSINESS, LinkKey.of("none", "A".repeat(43))));
    private final Server server;

    private SiteProgram(BenchSite site) {
        this.site = site;
        SyncEndpoints endpoints = new SyncEndpoints(
                new BenchDirectory(site.context()),
                ServerLimits.DEFAULT,
                TimeSource.SYSTEM,
                site.context().origin().ids());
        this.server = Server.start(new Server.Address("127.0.0.1", 0), ServerLimits.DEFAULT, List.of(endpoints::addTo));
    }

    /** Name, JDBC URL, user, password, batch. */
    public static void main(String[] args) throws IOException {
        DatabaseConfig database = new DatabaseConfig(args[1], args[2], args[3]);
        try (BenchSite site = BenchSite.open(args[0], database, Integer.parseInt(args[4]));
                SiteProgram program = new SiteProgram(site);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(program.answer(Arrays.asList(line.split("\t", -1))));
            }
        }
    }

    private String answer(List<String> words) {
        return switch (words.get(0)) {
            case "port" -> Integer.toString(server.port());
            case "link" -> link(words);
            case "sync" -> sync(SyncType.valueOf(words.get(1)), Integer.parseInt(words.get(2)));
            case "plan" -> plan();
            default -> throw new IllegalArgumentException("no command " + words.get(0));
        };
    }

    /** Uuid, direction, name and port (0 for none) of the other site, id and secret of the key. */
    private String link(List<String> words) {
        UUID uuid = UUID.fromString(words.get(1));
        link = site.link(uuid, Direction.valueOf(words.get(2)), words.get(3), words.get(5), words.get(6));
        int port = Integer.parseInt(words.get(4));
        if (port > 0) {
            LinkKey key = LinkKey.of(words.get(5), words.get(6));
            peer = remote.peer(new RemoteSite(URI.create("http://127.0.0.1:" + port), BenchTables.BUSINESS, key));
        }
        return "linked";
    }

    private String sync(SyncType type, int times) {
        long records = 0;
        double[] seconds = new double[times];
        long requests = peer.traffic().requests();
        long sent = peer.traffic().bytesSent();
        long received = peer.traffic().bytesReceived();
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            SyncReport report = new Sync(site.context(), link, peer, request -> new Thread(request).start()).run(type);
            seconds[i] = (System.nanoTime() - began) / NANOS;
            records += report.pulled().records();
        }
        return new SyncResult(
                        Median.of(seconds),
                        (double) (peer.traffic().requests() - requests) / times,
                        (double) (peer.traffic().bytesSent() - sent) / times,
                        (double) (peer.traffic().bytesReceived() - received) / times,
                        records)
                .line();
    }

    /** Plans an incremental sync, and tells nobody of its records. */
    private String plan() {
        long requests = peer.traffic().requests();
        long sent = peer.traffic().bytesSent();
        long received = peer.traffic().bytesReceived();
        long began = System.nanoTime();
        PlanReport report = new SyncPlan(site.context(), link, peer).run(SyncType.INCREMENTAL, Part.ALL, record -> {});
        return new SyncResult(
                        (System.nanoTime() - began) / NANOS,
                        peer.traffic().requests() - requests,
                        peer.traffic().bytesSent() - sent,
                        peer.traffic().bytesReceived() - received,
                        report.total().records())
                .line();
    }

    @Override
    public void close() {
        server.close();
    }
}
