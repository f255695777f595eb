package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.wire.Packet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Which records of the link's business a site knows, also such as are gone, by all their uuids. */
final class KnownHere {

    private KnownHere() {}

    static Set<UUID> of(Work work, CatalogueObject object, Collection<UUID> records) throws SQLException {
        Set<UUID> known = new HashSet<>();
        for (Packet packet : new Outgoing(work).whole(object, records)) {
            if (!packet.isNaming()) {
                known.addAll(work.maps.names(object.name(), packet.record()));
            }
        }
        return known;
    }
}
