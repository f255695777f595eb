package dev.parley.catalogue;

import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.ForeignKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds where an object's fields point: what the catalogue declares, and the database's foreign keys for the rest. */
final class References {

    private final List<Draft> drafts;
    private final ObjectNames names;
    private final Mistakes mistakes;
    private final Map<String, Map<String, Reference>> found = new HashMap<>();
    private final Map<String, Set<String>> parentsByValue = new HashMap<>();
    private final List<ValueReference> valueReferences = new ArrayList<>();

    References(List<Draft> drafts, ObjectNames names, Mistakes mistakes) {
        this.drafts = drafts;
        this.names = names;
        this.mistakes = mistakes;
    }

    /** For each object those that its foreign keys name by plain values, such as a key: they must be there first. */
    Map<String, Set<String>> parentsByValue() {
        return parentsByValue;
    }

    /** The foreign keys that name records by fields that both have. */
    List<ValueReference> valueReferences() {
        return valueReferences;
    }

    /** The references of an object by field. */
    Map<String, Reference> of(Draft draft) {
        Map<String, Reference> known = found.get(draft.name());
        if (known != null) {
            return known;
        }
        Map<String, Reference> references = new LinkedHashMap<>();
        found.put(draft.name(), references);
        Set<String> declared = new HashSet<>();
        for (ReferenceDeclaration said : draft.declared().references()) {
            Optional<Column> column = draft.field(said.field(), "references", mistakes);
            column.ifPresent(found -> {
                declared.add(found.name());
                said.target()
                        .flatMap(target -> declared(
                                draft, found, new Said<>(target, said.field().line())))
                        .ifPresent(reference -> references.put(found.name(), reference));
            });
        }
        for (ForeignKey foreign : draft.table().foreignKeys()) {
            foreign(draft, foreign, declared, references);
        }
        return references;
    }

    private Optional<Reference> declared(Draft draft, Column column, Said<String> said) {
        Optional<Draft> found = names.find(said, draft.declared(), "references").flatMap(this::draft);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Draft target = found.get();
        if (target.isKeyed()) {
            refuseKeyed(draft, column, target, said.line());
            return Optional.empty();
        }
        List<ForeignKey> own = draft.table().foreignKeys().stream()
                .filter(foreign -> pairs(draft, foreign).stream().anyMatch(pair -> pair.isOf(column)))
                .toList();
        Optional<Reference> enforced = own.stream()
                .filter(foreign ->
                        foreign.target().equalsIgnoreCase(target.table().name()))
                .flatMap(foreign -> pairs(draft, foreign).stream())
                .filter(pair -> pair.isOf(column))
                .map(pair -> new Reference(target.name(), spelling(target, pair.target()), true))
                .findFirst();
        if (enforced.isPresent()) {
            return enforced;
        }
        for (ForeignKey foreign : own) {
            if (pairs(draft, foreign).size() == 1) {
                mistakes.add(
                        draft.declared(),
                        said.line(),
                        "`references` says that `" + column.name() + "` refers to `" + target.name()
                                + "`, but its foreign key refers to table `" + foreign.target() + "`");
                return Optional.empty();
            }
        }
        return unenforced(draft, column, target, said.line());
    }

    private void refuseKeyed(Draft draft, Column column, Draft target, int line) {
        mistakes.add(
                draft.declared(),
                line,
                target.id().isEmpty()
                        ? "`references` says that `%s` refers to `%s`, which goes by its key; leave it out, since a key is the same at every site"
                                .formatted(column.name(), target.name())
                        : "`%s` refers to `%s` by its local id, but that goes by its `key`; say `identity: random` there instead of `key`, and `natural_key` for what tells its records"
                                .formatted(column.name(), target.name()));
    }

    private Optional<Reference> unenforced(Draft draft, Column column, Draft target, int line) {
        Optional<Column> known = target.id().or(target::uuid);
        if (column.kind().isPresent()
                && known.orElseThrow().kind().isPresent()
                && !column.kind().equals(known.get().kind())) {
            mistakes.add(
                    draft.declared(),
                    line,
                    "`%s` has type `%s`, so it can't hold `%s` of `%s`, which has type `%s`"
                            .formatted(
                                    column.name(),
                                    column.type(),
                                    known.get().name(),
                                    target.name(),
                                    known.get().type()));
            return Optional.empty();
        }
        return Optional.of(new Reference(target.name(), known.get().name(), false));
    }

    private void foreign(Draft draft, ForeignKey foreign, Set<String> declared, Map<String, Reference> references) {
        List<Pair> open = pairs(draft, foreign).stream()
                .filter(pair -> !declared.contains(pair.column().name()))
                .toList();
        // A declared column of several settles where the whole foreign key points.
        Optional<Draft> target = drafts.stream()
                .filter(other -> other.table().name().equalsIgnoreCase(foreign.target()))
                .findFirst();
        if (open.isEmpty() || open.size() < pairs(draft, foreign).size()) {
            target.filter(found -> pairs(draft, foreign).stream()
                            .noneMatch(
                                    pair -> references.containsKey(pair.column().name())))
                    .ifPresent(found -> byValue(draft, pairs(draft, foreign), found));
            return;
        }
        if (target.isEmpty()) {
            uncatalogued(draft, foreign, open);
            return;
        }
        if (target.get().isKeyed()) {
            byKey(draft, open, target.get(), references);
            return;
        }
        Optional<Pair> pair = open.size() == 1
                ? Optional.of(open.get(0))
                : open.stream()
                        .filter(each -> isIdentity(target.get(), each.target()))
                        .findFirst();
        if (pair.isEmpty()) {
            String columns = columns(open);
            mistakes.add(
                    draft.declared(),
                    draft.declared().line(),
                    "the foreign key of " + columns + " to table `" + foreign.target()
                            + "` holds neither its id nor its uuid; say under `references:` which of these columns"
                            + " refers to `" + target.get().name() + "`, or `false`");
            return;
        }
        String field = pair.get().column().name();
        Reference reference = new Reference(
                target.get().name(), spelling(target.get(), pair.get().target()), true);
        Reference other = references.putIfAbsent(field, reference);
        if (other != null && !other.target().equals(reference.target())) {
            mistakes.add(
                    draft.declared(),
                    draft.declared().line(),
                    "`%s` has foreign keys to both `%s` and `%s`; say under `references:` which one it refers to"
                            .formatted(field, other.target(), reference.target()));
        }
    }

    /**
     * A key is the same at every site, so what names a row by its key holds plain values; but where the key itself refers to something, so
     * does what repeats it.
     */
    private void byKey(Draft draft, List<Pair> open, Draft target, Map<String, Reference> references) {
        byValue(draft, open, target);
        Map<String, Reference> ofTarget = of(target);
        for (Pair pair : open) {
            if (target.id()
                    .filter(id -> id.name().equalsIgnoreCase(pair.target()))
                    .isPresent()) {
                refuseKeyed(draft, pair.column(), target, draft.declared().line());
            }
            Reference same = ofTarget.get(spelling(target, pair.target()));
            if (same != null) {
                references.putIfAbsent(pair.column().name(), new Reference(same.target(), same.targetColumn(), false));
            }
        }
    }

    private void byValue(Draft draft, List<Pair> pairs, Draft target) {
        if (!draft.name().equals(target.name())) {
            parentsByValue
                    .computeIfAbsent(draft.name(), name -> new LinkedHashSet<>())
                    .add(target.name());
        }
        List<String> targetFields = pairs.stream()
                .flatMap(pair -> target.table().column(pair.target()).stream())
                .filter(target::isField)
                .map(Column::name)
                .toList();
        if (!pairs.isEmpty() && targetFields.size() == pairs.size()) {
            List<String> fields =
                    pairs.stream().map(pair -> pair.column().name()).toList();
            valueReferences.add(new ValueReference(draft.name(), fields, target.name(), targetFields));
        }
    }

    private void uncatalogued(Draft draft, ForeignKey foreign, List<Pair> open) {
        boolean failed =
                names.all().stream().anyMatch(object -> object.table().value().equalsIgnoreCase(foreign.target()));
        if (failed) {
            return;
        }
        boolean elsewhere = foreign.target().indexOf('.') >= 0;
        String names = open.stream().map(pair -> pair.column().name()).collect(Collectors.joining(", "));
        mistakes.add(draft.declared(), draft.declared().line(), """
                %s refers to table `%s`, which %s leave the column \
                out with `ignore: [%s]`, or say `references: {%s: false}` if its values are the same at every \
                site""".formatted(
                        columns(open),
                        foreign.target(),
                        elsewhere
                                ? "is in another schema, which is not read (on PostgreSQL, name both in the URL: `?currentSchema=public,crm`);"
                                : "no object has; add an object for that table,",
                        names,
                        open.get(0).column().name()));
    }

    /** A column of a foreign key and the column that it refers to. */
    private record Pair(Column column, String target) {
        boolean isOf(Column other) {
            return column.equals(other);
        }
    }

    /** The foreign key's columns that are fields. What an ignored or the business column says is not asked. */
    private static List<Pair> pairs(Draft draft, ForeignKey foreign) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < foreign.columns().size(); i++) {
            String target = foreign.targetColumns().get(i);
            draft.table()
                    .column(foreign.columns().get(i))
                    .filter(draft::isField)
                    .ifPresent(column -> pairs.add(new Pair(column, target)));
        }
        return pairs;
    }

    private static String columns(List<Pair> pairs) {
        return pairs.stream().map(pair -> "`" + pair.column().name() + "`").collect(Collectors.joining(", "));
    }

    private static boolean isIdentity(Draft target, String column) {
        return target.id()
                .or(target::uuid)
                .filter(known -> known.name().equalsIgnoreCase(column))
                .isPresent();
    }

    private static String spelling(Draft target, String column) {
        return target.table().column(column).map(Column::name).orElse(column);
    }

    private Optional<Draft> draft(ObjectDeclaration object) {
        return drafts.stream().filter(draft -> draft.declared().equals(object)).findFirst();
    }
}
