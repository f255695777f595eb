package dev.parley.sync;

import dev.parley.catalogue.Catalogue.Referrer;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Reference;
import dev.parley.merge.Change;
import dev.parley.merge.Clock;
import dev.parley.merge.Conflict;
import dev.parley.merge.Derived;
import dev.parley.merge.Prospect;
import dev.parley.merge.RecordState;
import dev.parley.merge.Value;
import dev.parley.store.RecordRows.Row;
import dev.parley.sync.PlannedRecord.Remark;
import dev.parley.wire.Foretold.Effect;
import dev.parley.wire.Foretold.FieldPlan;
import dev.parley.wire.Foretold.Kind;
import dev.parley.wire.Foretold.Outlook;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Says of one object's records what would become of their rows, and what would be told. */
final class PlanOutlooks {

    private final PlanFrame frame;
    private final Work work;
    private final CatalogueObject object;
    private final PlanNames names;
    private final PlanTwins twins;
    private final PlanTargets targets;
    private final PlanObstacles obstacles;
    private final Set<String> fieldsThere;

    PlanOutlooks(
            PlanFrame frame, Work work, CatalogueObject object, PlanNames names, PlanTwins twins, PlanTargets targets) {
        this.frame = frame;
        this.work = work;
        this.object = object;
        this.names = names;
        this.twins = twins;
        this.targets = targets;
        this.obstacles = new PlanObstacles(work, object, twins, targets);
        this.fieldsThere = frame.fieldsThere(object);
    }

    /** A record with what both sites would make of it. */
    record View(PlanFacts facts, Prospect here, Prospect there) {}

    PlannedRecord plan(View view) throws SQLException {
        PlanFacts facts = view.facts();
        List<Remark> remarks = new ArrayList<>();
        if (facts.foreign()) {
            remarks.add(new Remark(Kind.FOREIGN, true, "It belongs to another business here, and would be refused."));
        }
        View then = restored(view, remarks);
        if (facts.rows() > 1) {
            remarks.add(new Remark(Kind.MAPPED, true, "It has several rows, which would become one."));
        }
        if (facts.isJoined() && object.hasUuids()) {
            remarks.add(new Remark(
                    Kind.MAPPED,
                    true,
                    "It would be found to be one record: "
                            + facts.joined().stream()
                                    .map(UUID::toString)
                                    .sorted()
                                    .reduce((a, b) -> a + " and " + b)
                                    .orElse("")
                            + "."));
        }
        Set<String> quiet = object.undisputedFields();
        if (then.here().drifts(quiet) || then.there().drifts(quiet)) {
            remarks.add(new Remark(
                    Kind.DRIFT, true, "The sites had it before Parley came, and not the same: the later row stands."));
        }
        ahead(then.here(), true, remarks);
        ahead(then.there(), false, remarks);
        Outlook here = outlook(here(facts, then.here()), facts.record(), remarks);
        Outlook there = outlook(there(facts, then.there()), facts.record(), remarks);
        return new PlannedRecord(
                object.name(),
                facts.record(),
                sorted(facts.joined(), facts.record()),
                here,
                there,
                conflicts(then),
                remarks);
    }

    private static List<UUID> sorted(Collection<UUID> uuids, UUID first) {
        List<UUID> sorted = new ArrayList<>(List.of(first));
        uuids.stream().filter(uuid -> !uuid.equals(first)).sorted().forEach(sorted::add);
        return sorted;
    }

    private static List<Conflict> conflicts(View view) {
        Map<UUID, Conflict> conflicts = new LinkedHashMap<>();
        view.here().conflicts().forEach(conflict -> conflicts.put(conflict.uuid(), conflict));
        view.there().conflicts().forEach(conflict -> conflicts.put(conflict.uuid(), conflict));
        return List.copyOf(conflicts.values());
    }

    private static void ahead(Prospect prospect, boolean here, List<Remark> remarks) {
        for (Change change : prospect.kept()) {
            remarks.add(new Remark(
                    Kind.CLOCK,
                    here,
                    "A change by %s is more than %d s ahead of the clock, and would be kept until its time comes."
                            .formatted(
                                    change.author().user().isEmpty()
                                            ? "someone"
                                            : change.author().user(),
                                    Clock.AHEAD / 1_000_000)));
        }
    }

    // Records that have to come back

    private View restored(View view, List<Remark> remarks) throws SQLException {
        UUID record = view.facts().record();
        if (isGoing(view.here(), view.facts().row().isPresent())
                && view.facts().row().isPresent()
                && isReferred(view.facts().row().get())) {
            targets.bringBack(true, object.name(), record);
        }
        boolean here = targets.comesBack(true, object.name(), record)
                && !view.here().after().exists();
        boolean there = targets.comesBack(false, object.name(), record)
                && !view.there().after().exists();
        if (!here && !there) {
            return view;
        }
        Optional<Change> delete =
                here ? view.here().after().lastDelete() : view.there().after().lastDelete();
        if (delete.isEmpty()) {
            return view;
        }
        remarks.add(new Remark(
                Kind.RESTORED,
                here,
                "It was deleted while another record still refers to it: it would be kept, or come back."));
        Change restore = Derived.restore(delete.get());
        Set<String> quiet = object.undisputedFields();
        Prospect backHere =
                here || (frame.pulls() && !view.facts().foreign()) ? view.here().with(restore, quiet) : view.here();
        Prospect backThere =
                there || (frame.pushes() && view.facts().sends()) ? view.there().with(restore, quiet) : view.there();
        View then = new View(view.facts(), backHere, backThere);
        targets.learn(object.name(), then);
        return then;
    }

    private static boolean isGoing(Prospect prospect, boolean hasRow) {
        return hasRow && !prospect.fresh().isEmpty() && !prospect.after().exists();
    }

    /** Whether a row that the plan is not about refers to this one by an enforced reference. Those that it is about have had their turn. */
    private boolean isReferred(Row row) throws SQLException {
        if (object.idColumn().isEmpty() || work.business().isEmpty()) {
            return false;
        }
        for (Referrer referrer : work.catalogue.referrers(object.name())) {
            Reference reference = referrer.field().reference().orElseThrow();
            if (!reference.enforced()) {
                continue;
            }
            for (UUID child : children(referrer, row)) {
                UUID canonical = twins.canonical(work, referrer.object().name(), child);
                if (!names.has(referrer.object().name(), canonical)) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<UUID> children(Referrer referrer, Row row) throws SQLException {
        if (referrer.object().hasUuids()) {
            return work.rows.referring(referrer.object(), referrer.field(), List.of(row.uuid()));
        }
        List<String> field = List.of(referrer.field().name());
        return work
                .rows
                .matching(referrer.object(), work.business().orElseThrow(), field, List.of(List.of(row.id())))
                .stream()
                .map(Row::record)
                .toList();
    }

    // Rows

    private PlanSide here(PlanFacts facts, Prospect prospect) {
        Map<String, Value> before =
                facts.row().<Map<String, Value>>map(Row::fields).orElse(Map.of());
        boolean moves = !prospect.fresh().isEmpty() || facts.held();
        return new PlanSide(
                true,
                prospect,
                facts.row().isPresent(),
                moves,
                before,
                object.fieldsByName().keySet());
    }

    private PlanSide there(PlanFacts facts, Prospect prospect) {
        Map<String, Value> before = facts.rowThere().orElse(Map.of());
        boolean moves = !prospect.fresh().isEmpty();
        return new PlanSide(false, prospect, facts.rowThere().isPresent(), moves, before, fieldsThere);
    }

    private Outlook outlook(PlanSide side, UUID record, List<Remark> remarks) throws SQLException {
        RecordState after = side.prospect().after();
        if (!side.moves()) {
            return Outlook.NOTHING;
        }
        if (!after.exists()) {
            return side.hasRow() ? new Outlook(Effect.DELETE, going(side), after.lastDelete()) : Outlook.NOTHING;
        }
        List<FieldPlan> fields = fields(side);
        Effect effect = side.hasRow() ? Effect.UPDATE : Effect.ADD;
        if (effect == Effect.UPDATE && fields.isEmpty()) {
            return Outlook.NOTHING;
        }
        boolean written = obstacles.isWritten(side, effect, fields, record, remarks);
        return written ? new Outlook(effect, fields, Optional.empty()) : Outlook.NOTHING;
    }

    private List<FieldPlan> going(PlanSide side) {
        List<FieldPlan> fields = new ArrayList<>();
        new TreeMap<>(side.before()).forEach((name, value) -> {
            if (!value.isNull() && side.columns().contains(name)) {
                fields.add(new FieldPlan(
                        name,
                        Optional.of(value),
                        Optional.empty(),
                        Optional.empty(),
                        side.prospect().why(name)));
            }
        });
        return fields;
    }

    private List<FieldPlan> fields(PlanSide side) throws SQLException {
        RecordState after = side.prospect().after();
        Map<String, Value> values = after.values();
        List<FieldPlan> fields = new ArrayList<>();
        for (Map.Entry<String, Change> winner : after.winners().entrySet()) {
            String name = winner.getKey();
            if (!side.columns().contains(name)) {
                continue;
            }
            Optional<Field> field = object.field(name);
            Value to = field.isPresent()
                    ? twins.value(work, field.get(), values)
                    : Objects.requireNonNull(values.get(name));
            Value from = field.isPresent()
                    ? twins.value(work, field.get(), side.before())
                    : side.before().getOrDefault(name, Value.NULL);
            if (!to.equals(from)) {
                fields.add(new FieldPlan(
                        name,
                        side.hasRow() ? Optional.of(from) : Optional.empty(),
                        Optional.of(to),
                        Optional.of(winner.getValue()),
                        side.prospect().why(name)));
            }
        }
        return fields;
    }
}
