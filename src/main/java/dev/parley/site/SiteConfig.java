package dev.parley.site;

import dev.parley.store.DatabaseConfig;
import dev.parley.wire.BodyLimits;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What {@code parley.yaml} says. docs/configuration.md describes every key; {@link ConfigYaml} reads it.
 *
 * @param file the file that it was read from
 * @param name the site's name, for people
 * @param url where other sites reach this one; empty where they can't
 * @param database the application's database, in which Parley keeps its own tables too
 * @param listen where the endpoints listen
 * @param catalogue the file of the catalogue
 * @param sync when and how this site syncs by itself
 * @param limits what it takes from others at most
 * @param alerts who is told of problems
 */
public record SiteConfig(
        Path file,
        String name,
        String url,
        DatabaseConfig database,
        Listen listen,
        Path catalogue,
        Syncing sync,
        Limits limits,
        Alerting alerts) {

    /**
     * An address to listen at.
     *
     * @param host such as {@code 127.0.0.1}
     * @param port 0 for any that is free
     */
    public record Listen(String host, int port) {
        /** This machine alone. */
        public static final Listen DEFAULT = new Listen("127.0.0.1", 8440);

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * When and how this site syncs by itself.
     *
     * @param interval how long between two syncs over a link; zero for only by hand
     * @param batch how many changes or records go in one request, at most
     */
    public record Syncing(Duration interval, int batch) {
        /** Each minute, 500 at a time. */
        public static final Syncing DEFAULT = new Syncing(Duration.ofSeconds(60), 500);
    }

    /**
     * What the endpoints take at most.
     *
     * @param bodies how large requests and answers may be
     * @param requests how many are served at once
     */
    public record Limits(BodyLimits bodies, int requests) {
        /** 64 MB as sent, 256 MB unpacked, 16 requests. */
        public static final Limits DEFAULT = new Limits(BodyLimits.DEFAULT, 16);
    }
}
