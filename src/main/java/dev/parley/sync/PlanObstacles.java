package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Reference;
import dev.parley.merge.Change;
import dev.parley.merge.Value;
import dev.parley.sync.Collisions.Collision;
import dev.parley.sync.PlannedRecord.Remark;
import dev.parley.wire.Foretold.Effect;
import dev.parley.wire.Foretold.FieldPlan;
import dev.parley.wire.Foretold.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds what would keep a row from being written as it should be: what it refers to, what must be unique, what is not known yet. */
final class PlanObstacles {

    private final Work work;
    private final CatalogueObject object;
    private final PlanTwins twins;
    private final PlanTargets targets;

    PlanObstacles(Work work, CatalogueObject object, PlanTwins twins, PlanTargets targets) {
        this.work = work;
        this.object = object;
        this.twins = twins;
        this.targets = targets;
    }

    /** Whether the row would be written; says in remarks what stands in the way, or waits. */
    boolean isWritten(PlanSide side, Effect effect, List<FieldPlan> fields, UUID record, List<Remark> remarks)
            throws SQLException {
        boolean refers = references(side, remarks);
        boolean whole = isWhole(side, remarks);
        unknown(side, remarks);
        return refers && whole && !isInTheWay(side, effect, fields, record, remarks);
    }

    /** Whether the record can be written for all that it refers to. */
    private boolean references(PlanSide side, List<Remark> remarks) throws SQLException {
        Map<String, Value> values = side.prospect().after().values();
        boolean written = true;
        for (Field field : object.fields()) {
            if (!side.columns().contains(field.name())) {
                continue;
            }
            Value value = values.getOrDefault(field.name(), Value.NULL);
            Optional<Reference> reference = work.local.reference(field, values);
            if (reference.isPresent()) {
                PlanTargets.Found found = targets.find(work, side.here(), field, reference.get(), values);
                if (found == PlanTargets.Found.MISSING) {
                    boolean waits = field.nullable() || !reference.get().enforced();
                    written &= waits;
                    remarks.add(new Remark(
                            waits ? Kind.WAITS : Kind.HELD,
                            side.here(),
                            "Its field %s refers to %s, which is not there%s."
                                    .formatted(
                                            field.name(),
                                            value.text(),
                                            waits ? ": it stays empty until it comes" : " and can't be empty")));
                }
            } else if (side.here() && work.local.isBeyond(field, value)) {
                written &= standsIn(field, value, remarks);
            }
        }
        return written;
    }

    private boolean standsIn(Field field, Value value, List<Remark> remarks) {
        boolean standIn = work.local
                .standIn(field)
                .filter(stands -> !stands.isNull() || field.nullable())
                .isPresent();
        remarks.add(new Remark(
                standIn ? Kind.WAITS : Kind.HELD,
                true,
                "Its field %s holds %s, which this database has no date for.".formatted(field.name(), value.text())));
        return standIn;
    }

    /** A record of which the beginning is missing can't be made. */
    private static boolean isWhole(PlanSide side, List<Remark> remarks) {
        if (side.hasRow() || side.prospect().after().isWhole()) {
            return true;
        }
        remarks.add(new Remark(Kind.HELD, side.here(), "Not all of its history is there yet."));
        return false;
    }

    private boolean isInTheWay(PlanSide side, Effect effect, List<FieldPlan> fields, UUID record, List<Remark> remarks)
            throws SQLException {
        List<Collision> collisions = new ArrayList<>();
        if (side.here()) {
            Set<String> changed = new HashSet<>();
            fields.forEach(field -> changed.add(field.name()));
            for (Collision collision : new Collisions(work)
                    .of(object, record, side.prospect().after().values())) {
                boolean itself =
                        twins.canonical(work, object.name(), collision.other()).equals(record);
                boolean concerned =
                        effect == Effect.ADD || collision.fields().stream().anyMatch(changed::contains);
                if (!itself && concerned) {
                    collisions.add(collision);
                }
            }
        } else if (effect == Effect.ADD) {
            collisions.addAll(twins.inTheWayThere(object.name(), record));
        }
        for (Collision collision : collisions) {
            remarks.add(new Remark(
                    Kind.HELD,
                    side.here(),
                    "It shares what must be unique, %s, with %s."
                            .formatted(String.join(" and ", collision.fields()), collision.other())));
        }
        return !collisions.isEmpty();
    }

    /** Fields that the table there does not have wait in the log. */
    private static void unknown(PlanSide side, List<Remark> remarks) {
        for (Map.Entry<String, Change> winner :
                side.prospect().after().winners().entrySet()) {
            boolean fresh = side.prospect().fresh().contains(winner.getValue().uuid());
            if (fresh && !side.columns().contains(winner.getKey())) {
                remarks.add(new Remark(
                        Kind.WAITS,
                        side.here(),
                        "The table has no column %s: its value waits until there is one.".formatted(winner.getKey())));
            }
        }
    }
}
