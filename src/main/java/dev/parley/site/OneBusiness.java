package dev.parley.site;

import dev.parley.store.WholeDatabase;
import java.util.Optional;
import java.util.UUID;

/** The uuid of the business that a whole database is: the same at each of its sites. */
final class OneBusiness {

    private final Site site;

    OneBusiness(Site site) {
        this.site = site;
    }

    /**
     * Sees to it that the business has a uuid, and gives it.
     *
     * @param wanted the uuid that it is to have; where it is absent and there is none yet, it gets a new one
     */
    UUID establish(Optional<UUID> wanted) {
        UUID known =
                site.database().inTransaction(tx -> WholeDatabase.establish(tx, wanted.orElseGet(site.ids()::next)));
        return wanted.isPresent() ? become(known, wanted.get()) : known;
    }

    /** Takes the uuid that another site has for the business, if this database is one business as a whole. */
    void adopt(UUID business) {
        if (site.catalogue().businesses().isEmpty()) {
            establish(Optional.of(business));
        }
    }

    private UUID become(UUID known, UUID wanted) {
        boolean done = known.equals(wanted)
                || (site.links().isEmpty() && site.database().inTransaction(tx -> WholeDatabase.become(tx, wanted)));
        if (!done) {
            throw new ConfigurationException(
                    "This database is the business %s, and can't become %s any more: its history or its links are under that uuid."
                            .formatted(known, wanted),
                    "To begin again here, without that history: parley deinit, then parley init --business " + wanted
                            + ".");
        }
        return wanted;
    }
}
