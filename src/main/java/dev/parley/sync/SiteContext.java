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
 * @param loads how a first load goes
 */
public record SiteContext(
        Database database, Catalogue catalogue, Origin origin, String name, String url, int batch, Loads loads) {

    /** A change is small beside a record with its history. */
    private static final int CHANGES_FOR_A_RECORD = 10;

    /** With loads as they go as a rule. */
    public SiteContext(Database database, Catalogue catalogue, Origin origin, String name, String url, int batch) {
        this(database, catalogue, origin, name, url, batch, Loads.DEFAULT);
    }

    /** How many changes go in one request, at most. */
    int changes() {
        return batch * CHANGES_FOR_A_RECORD;
    }
}
