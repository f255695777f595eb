package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Change;
import dev.parley.merge.RecordState;
import dev.parley.merge.Version;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.wire.Taken;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds records of an object of which the log has lost an entry: what it holds of them does not come to the version that the index of touched
 * records knows.
 */
final class LogCheck {

    private static final int PAGE = 1000;
    private static final String END = "g";

    private final Work work;
    private final CatalogueObject object;

    LogCheck(Work work, CatalogueObject object) {
        this.work = work;
        this.object = object;
    }

    /**
     * What was found among some records.
     *
     * @param lost those of which something is lost
     * @param last the last that was looked at, where there are more
     */
    record Page(List<UUID> lost, Optional<UUID> last) {}

    /** Looks at the records after that one. */
    Page after(Optional<UUID> after) throws SQLException {
        List<Touched> touched = work.index.between(
                object.name(),
                work.scope.owner(object),
                after.map(UUID::toString).orElse(""),
                END,
                PAGE);
        Optional<UUID> last =
                touched.size() == PAGE ? Optional.of(touched.get(PAGE - 1).record()) : Optional.empty();
        return new Page(lost(touched), last);
    }

    private List<UUID> lost(Collection<Touched> touched) throws SQLException {
        List<UUID> records = touched.stream().map(Touched::record).toList();
        Map<UUID, Version> versions = work.log.versions(object.name(), work.maps.names(object.name(), records));
        List<UUID> lost = new ArrayList<>();
        for (Touched one : touched) {
            Version held = Version.NONE;
            for (UUID name : work.maps.names(object.name(), one.record())) {
                held = held.plus(versions.getOrDefault(name, Version.NONE));
            }
            if (!held.equals(one.version())) {
                lost.add(one.record());
            }
        }
        return lost;
    }

    /** Says in the index what the log holds, so that what is lost is fetched from where it is. The rows stay as they are. */
    Taken mend(List<UUID> records) throws SQLException {
        work.log.lock();
        Map<UUID, Touched> known = work.index.find(object.name(), records);
        List<UUID> lost = lost(known.values());
        Map<UUID, Collection<Change>> histories = work.histories(object.name(), lost);
        List<Touched> now = new ArrayList<>();
        for (UUID record : lost) {
            Touched before = known.get(record);
            Collection<Change> history = histories.getOrDefault(record, List.of());
            if (before == null) {
                continue;
            }
            Touched held = Touched.of(
                    object.name(),
                    record,
                    before.business(),
                    RecordState.of(history),
                    before.state(),
                    before.localId());
            now.add(history.isEmpty() ? held.lacking() : held);
            work.sightings.damage(
                    object.name(),
                    record,
                    "an entry of its change log is lost here. What other sites have of it is fetched from them; what nobody has shows as found in its row.");
        }
        work.index.save(now, lost);
        return new Taken(0, 0, 0, work.sightings.others());
    }
}
