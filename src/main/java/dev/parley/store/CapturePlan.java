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
 * @param targets the tables, by the target's name
 */
record CapturePlan(String space, Catalogue catalogue, Schema schema, Map<String, CaptureTarget> targets) {

    /**
     * A column that is kept.
     *
     * @param number from 1
     * @param large whether it is kept only where it changed, or where the row became another record
     * @param moves whether the row becomes another record, or another business's, where it changes
     * @param pointed the uuid that it points to
     */
    record Kept(
            int number,
            String name,
            String type,
            FieldKind kind,
            boolean large,
            boolean moves,
            Optional<Pointed> pointed) {

        /** What holds where the value of this large column is to be kept. */
        String told(List<Kept> all, Function<Kept, String> differs) {
            return Stream.concat(Stream.of(this), all.stream().filter(Kept::moves))
                    .map(differs)
                    .collect(Collectors.joining(" or "));
        }
    }

    /** Where a reference's uuid is found: in the target's table, in the row whose column holds the value. */
    record Pointed(String table, String column, String uuidColumn) {}

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
            Column column = table.column(name)
                    .orElseThrow(() -> new StoreException(
                            "The table %s has no column %s. Read its columns again.".formatted(target.table(), name)));
            Optional<Field> field = object.field(name);
            // What was not kept is looked up by uuid.
            boolean large = field.map(Field::large).orElse(false) && object.identity() instanceof Identity.UuidColumn;
            kept.add(new Kept(
                    kept.size() + 1,
                    column.name(),
                    column.type(),
                    column.kind().orElse(FieldKind.TEXT),
                    large,
                    moves(object, name),
                    field.flatMap(Field::reference).flatMap(this::pointed)));
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

    private Optional<Pointed> pointed(Reference reference) {
        return catalogue
                .object(reference.target())
                .filter(target -> target.identity() instanceof Identity.UuidColumn)
                .map(target -> new Pointed(
                        target.table(), reference.targetColumn(), ((Identity.UuidColumn) target.identity()).column()));
    }
}
