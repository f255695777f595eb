package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Action;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.merge.Prospect;
import dev.parley.store.Problem;
import dev.parley.store.Problems;
import dev.parley.store.Waiting;
import dev.parley.wire.Foretold.Kind;
import dev.parley.wire.Foretold.Remark;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a person should know of records that a play touched, beside what became of their rows. */
final class Remarks {

    private static final Map<String, Kind> KINDS = Map.of(
            Sightings.HELD, Kind.HELD,
            Sightings.RESTORED, Kind.RESTORED,
            Sightings.CLOCK, Kind.CLOCK,
            Sightings.FOREIGN, Kind.FOREIGN,
            Sightings.HISTORY, Kind.HISTORY,
            Sightings.DAMAGE, Kind.DAMAGE);

    private final Problems problems;
    private final Set<String> columns;
    private final Map<UUID, List<Waiting.Entry>> waiting;

    private Remarks(Problems problems, Set<String> columns, Map<UUID, List<Waiting.Entry>> waiting) {
        this.problems = problems;
        this.columns = columns;
        this.waiting = waiting;
    }

    static Remarks of(Work work, CatalogueObject object, List<UUID> records) throws SQLException {
        Map<UUID, List<Waiting.Entry>> waiting = new HashMap<>();
        for (Waiting.Entry entry : work.waiting.of(object.name(), records)) {
            waiting.computeIfAbsent(entry.record(), key -> new ArrayList<>()).add(entry);
        }
        Problems problems = new Problems(work.tx, work.site.origin().time());
        return new Remarks(problems, object.fieldsByName().keySet(), waiting);
    }

    /** Of one of the records. */
    List<Remark> of(UUID record, Prospect prospect, Noting.Heard heard) throws SQLException {
        List<Remark> remarks = new ArrayList<>();
        for (Change change : prospect.all()) {
            if (change.action().isNaming() && prospect.fresh().contains(change.uuid())) {
                remarks.add(naming(change));
            }
        }
        if (heard.drifted()) {
            remarks.add(new Remark(
                    Kind.DRIFT, "The sites had it before Parley came, and not the same: the later row stands."));
        }
        for (Problem problem : heard.problems()) {
            Kind kind = KINDS.get(problem.kind());
            // What was in the way may have gone before the sync came to its end.
            if (kind != null
                    && problems.byId(problem.id()).filter(Problem.Listed::open).isPresent()) {
                remarks.add(new Remark(kind, problem.message()));
            }
        }
        for (Waiting.Entry entry : waiting.getOrDefault(record, List.of())) {
            remarks.add(new Remark(
                    Kind.WAITS,
                    entry.isReference()
                            ? "Its field %s refers to %s, which is not there: it stays empty until it comes."
                                    .formatted(entry.field(), entry.text())
                            : "Its field %s holds %s, which this database has no date for."
                                    .formatted(entry.field(), entry.text())));
        }
        prospect.after().winners().forEach((field, winner) -> {
            if (prospect.fresh().contains(winner.uuid()) && !columns.contains(field)) {
                remarks.add(new Remark(
                        Kind.WAITS,
                        "The table has no column %s: its value waits until there is one.".formatted(field)));
            }
        });
        return remarks;
    }

    private static Remark naming(Change change) {
        String pair = change.record() + " and " + Derived.aliasOf(change);
        return change.action() == Action.MAP
                ? new Remark(Kind.MAPPED, "It would be found to be one record: " + pair + ".")
                : new Remark(Kind.PARTED, "It would come apart into two records: " + pair + ".");
    }
}
