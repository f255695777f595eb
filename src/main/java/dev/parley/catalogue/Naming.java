package dev.parley.catalogue;

import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.Table;
import java.util.List;
import java.util.Optional;

/** Finds how the rows of a table are known: whether Parley is to give them uuids, and where those come from. */
final class Naming {

    private final Declaration.Defaults defaults;
    private final Mistakes mistakes;

    Naming(Declaration.Defaults defaults, Mistakes mistakes) {
        this.defaults = defaults;
        this.mistakes = mistakes;
    }

    /**
     * Where the uuids come from that Parley keeps beside the table; absent where it has a uuid column or goes by key, or, with a mistake,
     * where nothing tells its rows apart.
     */
    Optional<IdentityDeclaration> of(
            ObjectDeclaration declared,
            Table table,
            Optional<Column> id,
            Optional<Column> uuid,
            Optional<Column> business) {
        boolean uuidSaid = declared.uuid().flatMap(ColumnChoice::column).isPresent();
        if (uuid.isPresent() || uuidSaid || !declared.key().isEmpty()) {
            needless(declared, uuid);
            return Optional.empty();
        }
        if (id.isEmpty()) {
            byKey(declared, table, business);
            return Optional.empty();
        }
        Optional<IdentityDeclaration> said =
                declared.identity().map(Said::value).or(defaults::identity);
        if (said.isEmpty() && declared.naturalKeys().isEmpty()) {
            mistakes.add(declared, declared.line(), """
                table `%s` has no uuid column%s, so Parley is to give its rows uuids; say where they come from: \
                `identity: primary_key` if this site and the others started from the same copy of the database, \
                `natural_key: [COLUMN, …]` if what a record holds tells which it is, or `identity: random` if each \
                row is a record of its own\
                """.formatted(table.name(), standard()));
        }
        return said.or(() -> Optional.of(IdentityDeclaration.RANDOM));
    }

    private void needless(ObjectDeclaration declared, Optional<Column> uuid) {
        declared.identity()
                .ifPresent(said -> mistakes.add(
                        declared,
                        said.line(),
                        uuid.isPresent()
                                ? "has a uuid column, `" + uuid.get().name() + "`, so `identity` says nothing; leave it"
                                        + " out, or say `uuid: false` if that column holds something else"
                                : "goes by its `key`, so `identity` says nothing; leave one of the two out"));
    }

    /** Without a number that the database gives, rows go by their primary key. */
    private void byKey(ObjectDeclaration declared, Table table, Optional<Column> business) {
        boolean hasKey = table.primaryKey().stream()
                .flatMap(name -> table.column(name).stream())
                .anyMatch(column -> !business.equals(Optional.of(column)));
        if (!hasKey) {
            mistakes.add(
                    declared,
                    declared.line(),
                    "table `" + table.name() + "` has no uuid column" + standard()
                            + "; name its uuid column with `uuid: COLUMN`, or the fields that identify a row within its"
                            + " business with `key: [COLUMN, …]`");
            return;
        }
        List<String> given = table.primaryKey().stream()
                .flatMap(name -> table.column(name).stream())
                .filter(column -> column.givenByDatabase() && !table.refers(column))
                .map(column -> "`" + column.name() + "`")
                .toList();
        if (!given.isEmpty()) {
            mistakes.add(declared, declared.line(), """
                    the database gives the numbers %s in the primary key of table `%s`, so equal ones at two sites need not be the same \
                    record; name a uuid column with `uuid: COLUMN`, or, where they are the same everywhere, the `key`\
                    """.formatted(String.join(" and ", given), table.name()));
            return;
        }
        declared.identity()
                .filter(said -> said.value() == IdentityDeclaration.RANDOM)
                .ifPresent(said -> mistakes.add(
                        declared,
                        said.line(),
                        "`identity: random` is for tables whose primary key is a number that the database gives; table"
                                + " `"
                                + table.name() + "` goes by its primary key: leave `identity` out"));
    }

    private String standard() {
        return defaults.uuid().map(name -> " `" + name + "`").orElse("");
    }
}
