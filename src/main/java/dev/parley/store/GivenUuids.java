package dev.parley.store;

import dev.parley.store.CaptureInstallation.Finding;
import dev.parley.store.CaptureInstallation.Trouble;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sees to it that each row has a uuid where Parley keeps them beside the table, and tells where one has none of its own. */
final class GivenUuids {

    private final Ids ids;

    /** With these for rows that have none. */
    GivenUuids(Ids ids) {
        this.ids = ids;
    }

    /**
     * Gives every row a uuid that has none.
     *
     * @param first whether these are the rows that were there before Parley
     * @throws StoreException where several rows have one number
     */
    boolean fill(Tx tx, CaptureTarget target, boolean first) throws SQLException {
        UuidTable uuids = CapturePlan.uuids(target).orElseThrow();
        Optional<String> shared = shared(tx, uuids);
        if (shared.isPresent()) {
            throw new StoreException(shared.get());
        }
        uuids.fill(tx, target.object().orElseThrow(), first, ids);
        return true;
    }

    /** What is amiss with the uuids of an object; nothing where it has some of its own. */
    List<Finding> check(Tx tx, CaptureTarget target) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        Optional<UuidTable> uuids = CapturePlan.uuids(target);
        if (uuids.isPresent()) {
            shared(tx, uuids.get())
                    .ifPresent(message -> findings.add(new Finding(target.name(), Trouble.NUMBERS_SHARED, message)));
            long rows = uuids.get().missing(tx);
            if (rows > 0) {
                findings.add(new Finding(
                        target.name(),
                        Trouble.UUIDS_MISSING,
                        "%d rows of %s were written while Parley's triggers were off: they have no uuid and are not synced."
                                .formatted(rows, target.table())));
            }
        }
        return findings;
    }

    private static Optional<String> shared(Tx tx, UuidTable uuids) throws SQLException {
        long numbers = uuids.shared(tx);
        if (numbers == 0) {
            return Optional.empty();
        }
        return Optional.of("""
                %s of %s given to several rows, so the column does not tell records apart. Name the `key` in the catalogue where equal keys are \
                the same record at every site, or give the table a uuid column.\
                """.formatted(
                        (numbers == 1 ? "One number in " : numbers + " numbers in ") + uuids.idColumn(),
                        uuids.table() + (numbers == 1 ? " is" : " are")));
    }
}
