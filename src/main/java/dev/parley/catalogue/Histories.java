package dev.parley.catalogue;

import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.Table;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the histories that the application keeps, and holds what the catalogue says of them against their tables. */
final class Histories {

    private final Declaration declaration;
    private final Schema schema;
    private final Map<String, Draft> drafts;
    private final Map<String, Map<String, Reference>> references;
    private final ObjectNames names;
    private final Mistakes mistakes;

    Histories(
            Declaration declaration,
            Schema schema,
            Map<String, Draft> drafts,
            Map<String, Map<String, Reference>> references,
            ObjectNames names,
            Mistakes mistakes) {
        this.declaration = declaration;
        this.schema = schema;
        this.drafts = drafts;
        this.references = references;
        this.names = names;
        this.mistakes = mistakes;
    }

    /** The history of the object's rows, if the application keeps one. */
    Optional<HistoryTable> of(Draft draft) {
        ObjectDeclaration object = draft.declared();
        Optional<HistoryDeclaration> module =
                Optional.ofNullable(declaration.histories().get(object.name().module()));
        Optional<HistoryDeclaration> said = object.history()
                .map(own -> own.over(module.orElse(HistoryDeclaration.NOTHING)))
                .or(() -> module);
        if (said.isEmpty() || said.get().none()) {
            return Optional.empty();
        }
        HistoryDeclaration history = said.get().over(declaration.defaults().history());
        if (history.table().isEmpty()) {
            mistakes.add(object, history.line(), "`history` must name its table: `history: {table: NAME, ...}`");
            return Optional.empty();
        }
        Optional<String> key = key(draft, history.line());
        return table(object, history.table().get()).flatMap(table -> {
            Map<HistoryPart, HistoryTable.Column> columns = columns(object, history, table);
            Optional<String> users = users(object, history, table);
            Set<String> unsynced = draft.table().columns().stream()
                    .filter(column -> !draft.isField(column))
                    .map(Column::name)
                    .collect(Collectors.toSet());
            return key.map(name -> new HistoryTable(table.name(), columns, users, name, unsynced));
        });
    }

    private Optional<Table> table(ObjectDeclaration object, Said<String> name) {
        Optional<Table> table = schema.table(name.value());
        if (table.isEmpty()) {
            List<String> known = schema.tables().stream().map(Table::name).toList();
            mistakes.add(
                    object,
                    name.line(),
                    "`history` names table `" + name.value() + "`, which the database does not have"
                            + Spelling.didYouMean(name.value(), known));
            return Optional.empty();
        }
        for (Draft other : drafts.values()) {
            if (other.table().name().equalsIgnoreCase(name.value())) {
                mistakes.add(
                        object,
                        name.line(),
                        "`history` names table `" + name.value() + "`, which is that of `" + other.name()
                                + "`; a history travels with the changes and is no object of its own");
                return Optional.empty();
            }
        }
        return table;
    }

    /** What names a row in the history. */
    private Optional<String> key(Draft draft, int line) {
        if (draft.id().isPresent()
                && (draft.uuid().isPresent() || draft.declared().key().isEmpty())) {
            return draft.id().map(Column::name);
        }
        List<Said<String>> key = draft.declared().key();
        if (key.size() == 1) {
            Optional<Column> column = draft.table().column(key.get(0).value()).filter(draft::isField);
            boolean plain = column.isPresent()
                    && !references
                            .getOrDefault(draft.name(), Map.of())
                            .containsKey(column.get().name());
            if (plain) {
                return column.map(Column::name);
            }
        }
        mistakes.add(
                draft.declared(),
                line,
                "its rows can't be told apart in a history, which needs a local id, or a `key` of one"
                        + " field that is no reference; say `history: false`");
        return Optional.empty();
    }

    private Map<HistoryPart, HistoryTable.Column> columns(
            ObjectDeclaration object, HistoryDeclaration history, Table table) {
        Map<HistoryPart, HistoryTable.Column> columns = new EnumMap<>(HistoryPart.class);
        for (HistoryPart part : HistoryPart.values()) {
            column(object, history, table, part)
                    .ifPresent(column -> columns.put(
                            part,
                            new HistoryTable.Column(
                                    column.name(), column.kind().orElse(FieldKind.TEXT), column.nullable())));
        }
        return columns;
    }

    private Optional<Column> column(
            ObjectDeclaration object, HistoryDeclaration history, Table table, HistoryPart part) {
        Optional<ColumnChoice> choice = Optional.ofNullable(history.columns().get(part));
        Optional<String> usual =
                part == HistoryPart.BUSINESS ? declaration.defaults().business() : Optional.of(part.key());
        Optional<String> name = choice.isPresent() ? choice.get().column() : usual;
        Optional<Column> column = name.flatMap(table::column);
        int line = choice.map(ColumnChoice::line).orElse(history.line());
        if (column.isEmpty() && (part.isNeeded() || (choice.isPresent() && name.isPresent()))) {
            String known = table.columns().stream().map(Column::name).collect(Collectors.joining(", "));
            mistakes.add(
                    object,
                    line,
                    "its history `" + table.name() + "` has no column `" + name.orElse(part.key()) + "`; say `"
                            + part.key() + ": COLUMN`; its columns: " + known);
        }
        column.filter(found -> found.kind().filter(part.kinds()::contains).isEmpty())
                .ifPresent(found -> mistakes.add(
                        object,
                        line,
                        "in its history `" + table.name() + "`, `" + part.key() + "` is the column `" + found.name()
                                + "`, which has type `" + found.type() + "` and can't hold that"));
        if (part == HistoryPart.ID) {
            column.filter(found -> !found.givenByDatabase())
                    .ifPresent(found -> mistakes.add(
                            object,
                            line,
                            "the database gives no value for `" + found.name() + "` of its history `" + table.name()
                                    + "`; make it an identity, serial or auto_increment column"));
        }
        return column;
    }

    private Optional<String> users(ObjectDeclaration object, HistoryDeclaration history, Table table) {
        if (history.users().isPresent()) {
            ColumnChoice said = history.users().get();
            return said.column()
                    .flatMap(name -> names.find(new Said<>(name, said.line()), object, HistoryYaml.USERS))
                    .map(users -> users.name().full())
                    .filter(users -> people(object, users, said.line()));
        }
        Optional<ColumnChoice> choice = Optional.ofNullable(history.columns().get(HistoryPart.USER_ID));
        String column = choice.flatMap(ColumnChoice::column).orElse(HistoryPart.USER_ID.key());
        return table.foreignKeys().stream()
                .filter(key -> key.columns().size() == 1 && key.columns().get(0).equalsIgnoreCase(column))
                .flatMap(key -> drafts.values().stream()
                        .filter(draft -> draft.table().name().equalsIgnoreCase(key.target())))
                .map(Draft::name)
                .findFirst();
    }

    private boolean people(ObjectDeclaration object, String users, int line) {
        Draft draft = drafts.get(users);
        boolean known = draft == null || draft.id().isPresent();
        if (!known) {
            mistakes.add(object, line, "`users` names `" + users + "`, which has no local id to know people by");
        }
        return draft != null && known;
    }
}
