package dev.parley.catalogue;

import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.Table;
import java.util.List;
import java.util.Optional;

/**
 * An object halfway through being resolved: its columns have their parts, but where its references point is not known yet.
 *
 * @param declared what the catalogue says of it
 * @param table its table
 * @param id the local id
 * @param uuid the uuid column
 * @param business the column with the local id of the business
 * @param given where the uuids come from that Parley keeps beside the table
 * @param ignored the columns left out, as the table spells them
 */
record Draft(
        ObjectDeclaration declared,
        Table table,
        Optional<Column> id,
        Optional<Column> uuid,
        Optional<Column> business,
        Optional<IdentityDeclaration> given,
        List<String> ignored) {

    String name() {
        return declared.name().full();
    }

    /** Whether its rows are known by key. */
    boolean isKeyed() {
        return uuid.isEmpty() && given.isEmpty();
    }

    /** The columns that are synced, in the order of the table. */
    List<Column> fields() {
        return table.columns().stream()
                .filter(column -> notAField(column).isEmpty())
                .toList();
    }

    boolean isField(Column column) {
        return notAField(column).isEmpty();
    }

    /** Why a column is no field, if it is none. */
    Optional<String> notAField(Column column) {
        if (id.filter(column::equals).isPresent()) {
            return Optional.of("is the local id, which never leaves the site");
        }
        if (uuid.filter(column::equals).isPresent()) {
            return Optional.of("is the uuid column, which is no field");
        }
        if (business.filter(column::equals).isPresent()) {
            return Optional.of("is the business column, which counts by itself");
        }
        if (column.generated()) {
            return Optional.of("is computed by the database, so it is no field");
        }
        return ignored.contains(column.name()) ? Optional.of("is left out by `ignore`") : Optional.empty();
    }

    /** The column that a key of the declaration names, which must be a field; absent, with a mistake, where it is not. */
    Optional<Column> field(Said<String> said, String key, Mistakes mistakes) {
        Optional<Column> column = column(table, said, declared, key, mistakes);
        Optional<String> why = column.flatMap(this::notAField);
        why.ifPresent(reason ->
                mistakes.add(declared, said.line(), "`" + key + "` names `" + said.value() + "`, which " + reason));
        return why.isPresent() ? Optional.empty() : column;
    }

    /** The column that a key of the declaration names; absent, with a mistake, where the table has none of that name. */
    static Optional<Column> column(
            Table table, Said<String> said, ObjectDeclaration declared, String key, Mistakes mistakes) {
        Optional<Column> column = table.column(said.value());
        if (column.isEmpty()) {
            List<String> known = table.columns().stream().map(Column::name).toList();
            String hint = Spelling.didYouMean(said.value(), known);
            mistakes.add(
                    declared,
                    said.line(),
                    "`" + key + "` names `" + said.value() + "`, but table `" + table.name() + "` has no such column"
                            + (hint.isEmpty() ? "; its columns: " + String.join(", ", known) : hint));
        }
        return column;
    }
}
