package dev.parley.site;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Schema;
import dev.parley.store.CaptureInstallation;
import dev.parley.store.SiteIdentity;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Puts into a database what Parley needs, and takes it away again. */
public final class Setup {

    private final Site site;

    /** Of that site. */
    public Setup(Site site) {
        this.site = site;
    }

    /**
     * What was set up.
     *
     * @param fresh whether it was the first time
     * @param objects full names of the objects whose tables are captured now
     * @param business the uuid of the business that the whole database is; absent where it may hold several
     */
    public record Done(SiteIdentity identity, boolean fresh, List<String> objects, Optional<UUID> business) {
        /** Takes a copy that nobody can alter. */
        public Done {
            objects = List.copyOf(objects);
        }
    }

    /** Like {@link #init(Optional)}, where the business is what it is, or gets a uuid of its own. */
    public Done init() {
        return init(Optional.empty());
    }

    /**
     * Makes Parley's tables and triggers where they are missing, and brings them up to date where tables have changed since. Can be done again
     * and again. What is wrong with the catalogue is told before anything is made.
     *
     * @param business the uuid that another site has for the business that the whole database is
     */
    public Done init(Optional<UUID> business) {
        Catalogue catalogue = site.catalogue();
        if (business.isPresent() && catalogue.businesses().isPresent()) {
            throw new ConfigurationException(
                    "The catalogue names a table of businesses, so their uuids are what stands there.",
                    "Leave --business out, or say `business: whole database` in the catalogue.");
        }
        Schema schema = site.database().schema();
        boolean fresh = site.findIdentity().isEmpty();
        site.database().createOwnTables();
        new CaptureInstallation(site.database(), site.ids()).install(catalogue, schema);
        Optional<UUID> whole = catalogue.businesses().isPresent()
                ? Optional.empty()
                : Optional.of(new OneBusiness(site).establish(business));
        SiteIdentity identity = site.database()
                .inTransaction(tx ->
                        SiteIdentity.establish(tx, site.ids(), site.config().name()));
        new Keys(site).own();
        return new Done(
                identity,
                fresh,
                catalogue.objects().stream().map(CatalogueObject::name).toList(),
                whole);
    }

    /** Takes Parley's tables and triggers away, and with them links, history and problems. The application's rows stay as they are. */
    public void deinit() {
        new CaptureInstallation(site.database()).uninstall();
    }
}
