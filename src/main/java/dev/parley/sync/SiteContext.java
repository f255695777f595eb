package dev.parley.sync;

import dev.parley.catalogue.Catalogue;
import dev.parley.store.Database;
import dev.parley.store.Origin;

/**
 * A site, as the engine needs it.
 *
 * @param database the site's database
 * @param catalogue the site's catalogue
 * @param origin the site's uuid, clock and source of ids
 * @param name the site's name, for people
 * @param url where others reach it; empty where they can't
 * @param batch how many records go in one request, at most
 * @param room how many bytes of values go in one request, as soon as there is a second change or a second record
 * @param loads how a first load goes
 * @param witness hears what the engine does
 */
public record SiteContext(
        Database database,
        Catalogue catalogue,
        Origin origin,
        String name,
        String url,
        int batch,
        long room,
        Loads loads,
        Witness witness) {

    private static final long ROOM = 4_000_000;

    /** A change is small beside a record with its history. */
    private static final int CHANGES_FOR_A_RECORD = 10;

    /** With room for about 4 MB, and loads as they go as a rule. */
    public SiteContext(Database database, Catalogue catalogue, Origin origin, String name, String url, int batch) {
        this(database, catalogue, origin, name, url, batch, ROOM, Loads.DEFAULT);
    }

    /** Where nobody listens. */
    public SiteContext(
            Database database,
            Catalogue catalogue,
            Origin origin,
            String name,
            String url,
            int batch,
            long room,
            Loads loads) {
        this(database, catalogue, origin, name, url, batch, room, loads, Witness.NONE);
    }

    /** The same site, played: in that database, at one moment, with nothing done at once. */
    SiteContext staged(Database stage, Origin moment, Witness watching) {
        Loads inTurn = new Loads(loads.block(), loads.few(), false);
        return new SiteContext(stage, catalogue, moment, name, url, batch, room, inTurn, watching);
    }

    /** How many changes go in one request, at most. */
    int changes() {
        return batch * CHANGES_FOR_A_RECORD;
    }
}
