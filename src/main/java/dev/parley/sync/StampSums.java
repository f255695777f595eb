package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.digest.Fingerprint;
import dev.parley.store.Businesses;
import dev.parley.store.RowSums;
import dev.parley.wire.Digest;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Which records there are and which versions of them, without reading a row: the database adds up when rows were last updated, which is the version of
 * those that nobody touched, and beside that stand the versions of touched records. Where both are the same at two sites, they list the same.
 */
final class StampSums implements RowSumComparison.Sums {

    static final StampSums ALL = new StampSums();

    private StampSums() {}

    @Override
    public String by() {
        return Digest.STAMPS;
    }

    @Override
    public Optional<RowSums> of(Work work, CatalogueObject object) throws SQLException {
        Optional<Businesses.Business> business = work.business();
        return VersionIndex.serves(object) && business.isPresent()
                ? RowSums.ofStamps(work.tx, work.catalogue, object, business.get())
                : Optional.empty();
    }

    /** Where something is captured that is not in the log, rows are not what is listed. */
    @Override
    public Optional<String> besides(Work work, CatalogueObject object) throws SQLException {
        if (!new Lists(work).pending(object).isEmpty()) {
            return Optional.empty();
        }
        Fingerprint[] touched = {Fingerprint.NONE};
        work.index.versions(
                object.name(),
                work.scope.owner(object),
                (record, version) -> touched[0] = touched[0].plus(Lists.entry(record, version)));
        return Optional.of(" " + touched[0].toText());
    }
}
