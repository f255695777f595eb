package dev.parley.catalogue;

import dev.parley.catalogue.Schema.Column;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the catalogue says of single columns besides where they point: which field names the object, and what stands for a zero date. */
final class FieldRules {

    private final Draft draft;
    private final ObjectDeclaration declared;
    private final Mistakes mistakes;
    private final Map<String, String> namedIn = new HashMap<>();
    private final Map<String, Optional<StandIn>> zeroDates = new HashMap<>();
    private final Optional<StandIn> otherDates;

    /** The rules of an object's columns; {@code standard} is what holds for zero dates where the object does not say. */
    FieldRules(Draft draft, Optional<StandIn> standard, Mistakes mistakes) {
        this.draft = draft;
        this.declared = draft.declared();
        this.mistakes = mistakes;
        this.otherDates = declared.zeroDates().stream()
                .filter(rule -> rule.field().isEmpty())
                .findFirst()
                .map(ZeroDateDeclaration::standIn)
                .orElse(standard);
        declared.zeroDates().forEach(this::zeroDate);
        declared.references().forEach(this::naming);
    }

    /** The field whose value names the object that the column points to. */
    Optional<String> namedIn(Column column) {
        return Optional.ofNullable(namedIn.get(column.name()));
    }

    /** Whether the column's values may be long. Never where capture always needs them, since another column's meaning hangs on them. */
    boolean large(Column column) {
        boolean needed = namedIn.containsKey(column.name()) || namedIn.containsValue(column.name());
        return column.large() && !needed;
    }

    /** What stands in the column for a date that is no day. */
    Optional<StandIn> zeroDate(Column column) {
        return isDate(column) ? zeroDates.getOrDefault(column.name(), otherDates) : Optional.empty();
    }

    private void zeroDate(ZeroDateDeclaration rule) {
        Optional<Column> column = rule.field().flatMap(said -> draft.field(said, "zero_dates", mistakes));
        if (column.isEmpty()) {
            return;
        }
        zeroDates.put(column.get().name(), rule.standIn());
        if (!isDate(column.get())) {
            mistakes.add(
                    declared,
                    rule.line(),
                    "`zero_dates` names `" + column.get().name() + "`, which has type `"
                            + column.get().type() + "` and holds no dates");
        }
    }

    private void naming(ReferenceDeclaration reference) {
        Optional<Column> column = reference.namedIn().isEmpty()
                ? Optional.empty()
                : draft.field(reference.field(), "references", mistakes);
        if (column.isEmpty()) {
            return;
        }
        Said<String> said =
                new Said<>(reference.namedIn().get(), reference.field().line());
        Optional<Column> naming = draft.field(said, "references", mistakes);
        boolean number = column.get().kind().equals(Optional.of(FieldKind.INTEGER));
        if (!number && !isText(column.get())) {
            mistakes.add(
                    declared,
                    said.line(),
                    "`" + column.get().name() + "` has type `" + column.get().type()
                            + "`, so it can't hold local ids of records");
        }
        naming.filter(found -> !isText(found))
                .ifPresent(found -> mistakes.add(
                        declared,
                        said.line(),
                        "`references` says that `" + found.name() + "` names the object that `"
                                + column.get().name() + "` refers to, but it has type `" + found.type()
                                + "` and holds no names"));
        naming.ifPresent(found -> namedIn.put(column.get().name(), found.name()));
    }

    private static boolean isText(Column column) {
        return column.kind().equals(Optional.of(FieldKind.TEXT));
    }

    private static boolean isDate(Column column) {
        return column.kind().equals(Optional.of(FieldKind.DATE))
                || column.kind().equals(Optional.of(FieldKind.DATETIME));
    }
}
