package dev.parley.catalogue;

import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The first step of resolving: finds each object's table, and which of its columns are id, uuid and business. */
final class Drafting {

    private final Declaration.Defaults defaults;
    private final boolean whole;
    private final Schema schema;
    private final Mistakes mistakes;
    private final Map<String, ObjectDeclaration> taken = new HashMap<>();

    Drafting(Declaration declaration, Schema schema, Mistakes mistakes) {
        this.defaults = declaration.defaults();
        this.whole = declaration.wholeDatabase().isPresent();
        this.schema = schema;
        this.mistakes = mistakes;
    }

    /** The object with its table; absent, with a mistake, where there is no such table or another object has it. */
    Optional<Draft> draft(ObjectDeclaration declared) {
        String name = declared.table().value();
        Optional<Table> table = schema.table(name);
        if (table.isEmpty()) {
            List<String> known = schema.tables().stream().map(Table::name).toList();
            mistakes.add(
                    declared,
                    declared.table().line(),
                    "the database has no table `" + name + "`" + Spelling.didYouMean(name, known));
            return Optional.empty();
        }
        ObjectDeclaration other = taken.putIfAbsent(name.toLowerCase(Locale.ROOT), declared);
        if (other != null) {
            mistakes.add(
                    declared,
                    declared.table().line(),
                    "table `" + name + "` is already that of `" + other.name().full() + "`");
            return Optional.empty();
        }
        if (!table.get().unfit().isEmpty()) {
            mistakes.add(
                    declared,
                    declared.table().line(),
                    "table `%s` can't be synced: %s"
                            .formatted(table.get().name(), table.get().unfit()));
        }
        return Optional.of(draft(declared, table.get()));
    }

    private Draft draft(ObjectDeclaration declared, Table table) {
        Optional<Column> uuid = uuid(declared, table);
        Optional<Column> business = business(declared, table);
        Optional<Column> id = id(declared, table, business);
        List<String> ignored = new ArrayList<>();
        Optional<IdentityDeclaration> given = new Naming(defaults, mistakes).of(declared, table, id, uuid, business);
        Draft draft = new Draft(declared, table, id, uuid, business, given, ignored);
        for (Said<String> said : declared.ignore()) {
            Optional<Column> column = Draft.column(table, said, declared, "ignore", mistakes);
            if (Stream.of(id, uuid, business).anyMatch(part -> part.isPresent() && part.equals(column))) {
                draft.field(said, "ignore", mistakes);
            } else {
                column.ifPresent(found -> ignored.add(found.name()));
            }
        }
        return draft;
    }

    private Optional<Column> uuid(ObjectDeclaration declared, Table table) {
        Optional<Column> uuid = declared.uuid().isPresent()
                ? declared.uuid()
                        .flatMap(choice -> choice.column().map(column -> new Said<>(column, choice.line())))
                        .flatMap(said -> Draft.column(table, said, declared, "uuid", mistakes))
                : defaults.uuid().flatMap(table::column);
        if (uuid.isPresent() && !declared.key().isEmpty()) {
            mistakes.add(
                    declared,
                    declared.key().get(0).line(),
                    "has a uuid column, `" + uuid.get().name() + "`, so it needs no `key`; use `natural_key` to tell"
                            + " records that were entered twice, or say `uuid: false` to go by the key");
        }
        uuid.filter(column -> !column.kind().equals(Optional.of(FieldKind.TEXT)))
                .ifPresent(column -> mistakes.add(
                        declared,
                        declared.uuid().map(ColumnChoice::line).orElse(declared.line()),
                        "the uuid column `" + column.name() + "` has type `" + column.type()
                                + "`, but must hold uuids as text"));
        return uuid;
    }

    private Optional<Column> business(ObjectDeclaration declared, Table table) {
        if (whole) {
            declared.business()
                    .ifPresent(said -> mistakes.add(
                            declared,
                            said.line(),
                            "`business` is said at the top already: the whole database is one business; leave it out"
                                    + " here"));
            return Optional.empty();
        }
        if (declared.business().isEmpty()) {
            Optional<Column> column = defaults.business().flatMap(table::column);
            if (column.isEmpty()) {
                mistakes.add(
                        declared,
                        declared.line(),
                        "table `" + table.name() + "` has no business column"
                                + defaults.business()
                                        .map(name -> " `" + name + "`")
                                        .orElse("")
                                + ", so nothing tells whose its records are; say `business: COLUMN`, `business: through"
                                + " FIELD`, `business: member of OBJECT`, or `business: self` if they are the"
                                + " businesses");
            }
            return column;
        }
        Said<BusinessDeclaration> said = declared.business().get();
        return said.value() instanceof BusinessDeclaration.InColumn in
                ? Draft.column(table, new Said<>(in.column(), said.line()), declared, "business", mistakes)
                : Optional.empty();
    }

    private Optional<Column> id(ObjectDeclaration declared, Table table, Optional<Column> business) {
        int line = declared.id().map(ColumnChoice::line).orElse(declared.line());
        Optional<Column> id = declared.id().isPresent()
                ? declared.id()
                        .flatMap(choice -> choice.column().map(column -> new Said<>(column, choice.line())))
                        .flatMap(said -> Draft.column(table, said, declared, "id", mistakes))
                : primaryKey(declared, table).filter(column -> !business.equals(Optional.of(column)));
        id.ifPresent(column -> checkId(declared, table, column, line));
        return id;
    }

    private void checkId(ObjectDeclaration declared, Table table, Column id, int line) {
        if (!id.kind().equals(Optional.of(FieldKind.INTEGER))) {
            mistakes.add(
                    declared,
                    line,
                    "the local id `" + id.name() + "` has type `" + id.type() + "`, but must be a whole number");
        } else if (!id.givenByDatabase()) {
            mistakes.add(
                    declared,
                    line,
                    "the database gives no value for the local id `" + id.name() + "` of table `" + table.name()
                            + "`, so records from elsewhere could not be added; make it an identity, serial or"
                            + " auto_increment column, or say `id: false` if it is a field like others; where equal"
                            + " numbers are the same record at every site, `key: [" + id.name() + "]`");
        } else if (!isUnique(table, id)) {
            mistakes.add(
                    declared,
                    line,
                    "the local id `" + id.name() + "` is neither the primary key of table `" + table.name()
                            + "` nor has it a unique index, so it would not tell one record from another");
        }
    }

    private static boolean isUnique(Table table, Column column) {
        return table.number().equals(Optional.of(column))
                || Stream.concat(Stream.of(table.primaryKey()), table.uniques().stream())
                        .anyMatch(
                                columns -> columns.size() == 1 && columns.get(0).equalsIgnoreCase(column.name()));
    }

    /** The number that tells the rows apart, if it is not part of the key or the id of another record. */
    private static Optional<Column> primaryKey(ObjectDeclaration declared, Table table) {
        Optional<Column> number = table.number();
        String name = number.map(Column::name).orElse("");
        boolean named = Stream.concat(
                        declared.key().stream(), declared.references().stream().map(ReferenceDeclaration::field))
                .anyMatch(said -> said.value().equalsIgnoreCase(name));
        return number.filter(column -> !named);
    }
}
