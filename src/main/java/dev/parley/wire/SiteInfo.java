package dev.parley.wire;

import dev.parley.catalogue.Recognition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a site says of itself when two shake hands.
 *
 * @param protocol version of the protocol, now 1
 * @param site the site's uuid
 * @param name the site's name, for people
 * @param url where others reach it; empty where they can't
 * @param clock the site's clock, microseconds UTC
 * @param business the business that the link is about
 * @param objects its objects by full name
 * @param key the public half of its key; absent where it has none
 * @param digest over {@code objects}, so that an unchanged catalogue need not be sent again
 */
public record SiteInfo(
        int protocol,
        UUID site,
        String name,
        String url,
        long clock,
        UUID business,
        Optional<SiteKey> key,
        Map<String, ObjectInfo> objects,
        String digest) {

    /** The version of the protocol that this program speaks. */
    public static final int PROTOCOL = 1;

    /** Takes a copy that nobody can alter. */
    public SiteInfo {
        objects = Map.copyOf(objects);
    }

    /**
     * An object as it stands at a site.
     *
     * @param tableVersion the table's version
     * @param fields each field's name with its kind in lower case, in order of name
     * @param recognition how the site finds out which record a row is; absent where it does not say
     */
    public record ObjectInfo(
            String table, String tableVersion, List<String> fields, Optional<Recognition> recognition) {
        /** Takes a copy that nobody can alter. */
        public ObjectInfo {
            fields = List.copyOf(fields);
        }
    }
}
