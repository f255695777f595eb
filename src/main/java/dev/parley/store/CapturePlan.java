package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Identity;
import dev.parley.catalogue.Reference;
import dev.parley.catalogue.Schema;
import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.Table;
import dev.parley.catalogue.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be captured, and where.
 *
 * @param space the schema in which the tables are, where the engine has such; otherwise empty
 * @param uuidType the type of a column that holds a uuid of Parley's
 * @param targets the tables, by the target's name
 */
record CapturePlan(
        String space, String uuidType, Catalogue catalogue, Schema schema, Map<String, CaptureTarget> targets) {

    /**
     * A column that is kept.
     *
     * @param number from 1
     * @param large whether it is kept only where it changed, or where the row became another record
     * @param moves whether the row becomes another record, or another business's, where it changes
     * @param pointed the uuid that it points to
     * @param beside where its value stands, if not in the row: under the row's local id in another table
     */
    record Kept(
            int number,
            String name,
            String type,
            FieldKind kind,
            boolean large,
            boolean moves,
            Optional<Pointed> pointed,
            Optional<Pointed> beside) {

        /** A uuid that is kept beside the row. */
        static Kept beside(int number, String type, Pointed beside) {
            return new Kept(
                    number, Columns.BESIDE, type, FieldKind.TEXT, false, false, Optional.empty(), Optional.of(beside));
        }

        /** What holds where the value of this large column is to be kept. */
        String told(List<Kept> all, Function<Kept, String> differs) {
            return Stream.concat(Stream.of(this), all.stream().filter(Kept::moves))
                    .map(differs)
                    .collect(Collectors.joining(" or "));
        }
    }

    /**
     * Where a uuid is found.
     *
     * @param table the target's table, or that of its uuids
     * @param id the target's column whose value is known
     * @param column the column of the table that holds that value
     * @param uuidColumn the one that holds the uuid
     */
    record Pointed(String table, String id, String column, String uuidColumn) {

        /** The uuid, as a subselect. */
        String uuid(Dialect dialect, String space, String value) {
            return "(select p.%s from %s p where p.%s = %s)"
                    .formatted(dialect.quote(uuidColumn), dialect.table(space, table), dialect.quote(column), value);
        }
    }

    CapturePlan {
        targets = new LinkedHashMap<>(targets);
    }

    /** The table as it stands. */
    Table table(CaptureTarget target) {
        return schema.table(target.table())
                .orElseThrow(() -> new StoreException(
                        "There is no table %s for %s. Make it, or take the object out of the catalogue."
                                .formatted(target.table(), target.name())));
    }

    /** The target for that table, if it is an object's. */
    Optional<CaptureTarget> ofTable(String table) {
        return targets.values().stream()
                .filter(target -> target.object().isPresent() && target.table().equalsIgnoreCase(table))
                .findFirst();
    }

    /** The columns that are kept, numbered from 1. */
    List<Kept> kept(CaptureTarget target) {
        List<Kept> kept = new ArrayList<>();
        if (target.object().isEmpty()) {
            return kept;
        }
        CatalogueObject object = target.object().orElseThrow();
        Table table = table(target);
        for (String name : target.names().columns()) {
            if (object.identity() instanceof Identity.Beside && name.equals(Columns.BESIDE)) {
                kept.add(Kept.beside(kept.size() + 1, uuidType, beside(object)));
                continue;
            }
            Column column = table.column(name)
                    .orElseThrow(() -> new StoreException(
                            "The table %s has no column %s. Read its columns again.".formatted(target.table(), name)));
            Optional<Field> field = object.field(name);
            // What was not kept is looked up by uuid.
            boolean large = field.map(Field::large).orElse(false) && object.hasUuids();
            kept.add(new Kept(
                    kept.size() + 1,
                    column.name(),
                    column.type(),
                    column.kind().orElse(FieldKind.TEXT),
                    large,
                    moves(object, name),
                    field.flatMap(Field::reference).flatMap(this::pointed),
                    Optional.empty()));
        }
        return kept;
    }

    private static boolean moves(CatalogueObject object, String column) {
        return (object.identity() instanceof Identity.UuidColumn uuid
                        && uuid.column().equals(column))
                || (object.scope() instanceof Scope.Column business
                        && business.column().equals(column))
                || (object.scope() instanceof Scope.Through through
                        && through.field().equals(column));
    }

    /** The table with the uuids of the target's rows, where Parley keeps them beside it. */
    static Optional<UuidTable> uuids(CaptureTarget target) {
        return target.object()
                .filter(object -> object.identity() instanceof Identity.Beside)
                .map(UuidTable::of);
    }

    private static Pointed beside(CatalogueObject object) {
        return new Pointed(UuidTable.of(object).name(), object.idColumn().orElseThrow(), UuidTable.ID, UuidTable.UUID);
    }

    private Optional<Pointed> pointed(Reference reference) {
        CatalogueObject target = catalogue.object(reference.target()).orElse(null);
        String column = reference.targetColumn();
        if (target == null) {
            return Optional.empty();
        }
        if (target.identity() instanceof Identity.UuidColumn uuid) {
            return Optional.of(new Pointed(target.table(), column, column, uuid.column()));
        }
        boolean byId = target.identity() instanceof Identity.Beside
                && target.idColumn().equals(Optional.of(column));
        return byId ? Optional.of(beside(target)) : Optional.empty();
    }
}
