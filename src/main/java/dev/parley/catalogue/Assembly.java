package dev.parley.catalogue;

import dev.parley.catalogue.Schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The last step of resolving: fields, keys and times of one object, once its references and its scope are known. */
final class Assembly {

    private final Declaration.Defaults defaults;
    private final Optional<StandIn> zeroDates;
    private final Draft draft;
    private final ObjectDeclaration declared;
    private final Map<String, Reference> references;
    private final Mistakes mistakes;

    Assembly(Declaration declaration, Draft draft, Map<String, Reference> references, Mistakes mistakes) {
        this.defaults = declaration.defaults();
        this.zeroDates = declaration.zeroDates();
        this.draft = draft;
        this.declared = draft.declared();
        this.references = references;
        this.mistakes = mistakes;
    }

    /** The object, which may be used if no mistake was found. */
    CatalogueObject object(Scope scope, Optional<HistoryTable> history) {
        forgottenBusinessColumn(scope);
        List<Field> fields = fields();
        return new CatalogueObject(
                declared.name().packageName(),
                declared.name().moduleName(),
                declared.name().objectName(),
                draft.table().name(),
                draft.id().map(Column::name),
                identity(),
                scope,
                fields,
                naturalKeys(),
                time("added", declared.added(), defaults.added()),
                time("updated", declared.updated(), defaults.updated()),
                history,
                declared.version()
                        .map(Said::value)
                        .or(() -> TableVersion.ofComment(draft.table().comment()))
                        .orElseGet(() -> TableVersion.derive(fields)));
    }

    private List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        FieldRules rules = new FieldRules(draft, zeroDates, mistakes);
        for (Column column : draft.fields()) {
            if (column.kind().isEmpty()) {
                mistakes.add(declared, declared.line(), """
                        column `%s` of table `%s` has %s; leave it out with\
                         `ignore: [%s]`""".formatted(
                                column.name(),
                                draft.table().name(),
                                column.type().isEmpty()
                                        ? "no type"
                                        : "type `" + column.type() + "`, which Parley does not know",
                                column.name()));
            } else {
                fields.add(new Field(
                        column.name(),
                        column.kind().get(),
                        column.type(),
                        column.nullable(),
                        rules.large(column),
                        Optional.ofNullable(references.get(column.name())),
                        rules.namedIn(column),
                        rules.zeroDate(column)));
            }
        }
        return fields;
    }

    /** A column with local ids of businesses would mean something else at every site if it were synced as a plain number. */
    private void forgottenBusinessColumn(Scope scope) {
        if (scope instanceof Scope.Column || scope instanceof Scope.Whole) {
            return;
        }
        defaults.business()
                .flatMap(draft.table()::column)
                .filter(draft::isField)
                .filter(column -> !references.containsKey(column.name()))
                .filter(column -> declared.references().stream()
                        .noneMatch(said -> said.field().value().equalsIgnoreCase(column.name())))
                .ifPresent(column -> mistakes.add(
                        declared, declared.business().map(Said::line).orElse(declared.line()), """
                        `business` says otherwise, but table `%s` has the business column `%s` too; go by it, \
                        or leave it out with `ignore: [%s]`""".formatted(
                                        draft.table().name(), column.name(), column.name())));
    }

    private Identity identity() {
        if (draft.uuid().isPresent()) {
            return new Identity.UuidColumn(draft.uuid().get().name());
        }
        if (draft.given().isPresent()) {
            return new Identity.Beside(draft.given().get() == IdentityDeclaration.PRIMARY_KEY);
        }
        if (declared.key().isEmpty()) {
            return new Identity.Key(primaryKey());
        }
        // In order of name, so that two sites derive the same uuids however their catalogues list the key.
        return new Identity.Key(declared.key().stream()
                .flatMap(said -> draft.field(said, "key", mistakes).stream())
                .map(Column::name)
                .map(this::fitForKey)
                .sorted()
                .toList());
    }

    /** What is null, or means another thing with another field, does not tell one row from others. */
    private String fitForKey(String column) {
        for (ReferenceDeclaration said : declared.references()) {
            if (said.namedIn().isPresent() && said.field().value().equalsIgnoreCase(column)) {
                mistakes.add(
                        declared,
                        said.field().line(),
                        "`key` names `" + column
                                + "`, which refers to records of more than one object; give the table a"
                                + " uuid column instead");
            }
        }
        for (ZeroDateDeclaration rule : declared.zeroDates()) {
            boolean named = rule.field()
                    .map(Said::value)
                    .filter(column::equalsIgnoreCase)
                    .isPresent();
            if (named && rule.standIn().equals(Optional.of(StandIn.NULL))) {
                mistakes.add(
                        declared,
                        rule.line(),
                        "`zero_dates` says `null` of `" + column
                                + "`, which is part of the `key`; name a date instead");
            }
        }
        return column;
    }

    private List<String> primaryKey() {
        return draft.table().primaryKey().stream()
                .flatMap(name -> draft.table().column(name).stream())
                .filter(column -> !draft.business().equals(Optional.of(column)))
                .flatMap(column -> draft.field(new Said<>(column.name(), declared.line()), "key", mistakes).stream())
                .map(Column::name)
                .sorted()
                .toList();
    }

    private List<NaturalKey> naturalKeys() {
        String key = declared.naturalKeys().size() > 1 ? "natural_keys" : "natural_key";
        if (draft.isKeyed() && !declared.naturalKeys().isEmpty()) {
            mistakes.add(
                    declared,
                    declared.naturalKeys().get(0).get(0).line(),
                    "goes by its `key`, so that a record entered twice is the same anyway; `" + key
                            + "` is for objects whose records have uuids");
            return List.of();
        }
        Set<Fold> folds = declared.fold().stream().map(Said::value).collect(Collectors.toSet());
        return declared.naturalKeys().stream()
                .map(fields -> fields.stream()
                        .flatMap(said -> draft.field(said, key, mistakes).stream())
                        .map(Column::name)
                        .toList())
                .map(fields -> new NaturalKey(fields, folds))
                .toList();
    }

    private Optional<String> time(String key, Optional<ColumnChoice> choice, Optional<String> standard) {
        Optional<Column> column = choice.isPresent()
                ? choice.get()
                        .column()
                        .flatMap(name ->
                                draft.field(new Said<>(name, choice.get().line()), key, mistakes))
                : standard.flatMap(draft.table()::column).filter(draft::isField);
        column.filter(found -> found.kind().isPresent() && !found.kind().equals(Optional.of(FieldKind.DATETIME)))
                .ifPresent(found ->
                        mistakes.add(declared, choice.map(ColumnChoice::line).orElse(declared.line()), """
                        `%s`, which says when a record was %s, has type `%s`, but must be a date with time; \
                        name another column with `%s: COLUMN`, or say `%s: false`""".formatted(
                                        found.name(), key, found.type(), key, key)));
        return column.map(Column::name);
    }
}
