package dev.parley.store;

import dev.parley.catalogue.FieldKind;
import dev.parley.store.Dialect.BulkColumn;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What PostgreSQL's types hold, and which values they would keep otherwise than they came. */
final class PostgresTypes {

    /** Types whose text is what Parley goes by; what is written otherwise is tried before. */
    private static final Set<String> WRITTEN = Set.of(
            "interval",
            "timetz",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8",
            "xml",
            "tsvector",
            "tsquery",
            "pg_lsn",
            "jsonpath",
            "point",
            "line",
            "lseg",
            "box",
            "path",
            "polygon",
            "circle",
            "hstore",
            "ltree",
            "cube");

    private static final int SECOND_DIGITS = 6;
    private static final int MONEY_DIGITS = 2;

    private PostgresTypes() {}

    /**
     * The kind of a type.
     *
     * @param name the name of the type, domains resolved
     * @param type its {@code typtype}: b for a base type, e for an enum, r for a range, m for a multirange, c for a composite
     */
    static Optional<FieldKind> kind(String name, String type) {
        return switch (type) {
            case "e", "r", "m" -> Optional.of(FieldKind.TEXT);
            case "b" -> base(name);
            default -> Optional.empty();
        };
    }

    private static Optional<FieldKind> base(String name) {
        return switch (name) {
            case "int2", "int4", "int8" -> Optional.of(FieldKind.INTEGER);
            case "numeric", "money" -> Optional.of(FieldKind.DECIMAL);
            case "float4" -> Optional.of(FieldKind.SINGLE);
            case "float8" -> Optional.of(FieldKind.REAL);
            case "bool" -> Optional.of(FieldKind.BOOLEAN);
            case "bit", "varbit" -> Optional.of(FieldKind.BITS);
            case "text", "varchar", "bpchar", "char", "citext", "name", "uuid" -> Optional.of(FieldKind.TEXT);
            case "json", "jsonb" -> Optional.of(FieldKind.JSON);
            case "date" -> Optional.of(FieldKind.DATE);
            case "time" -> Optional.of(FieldKind.TIME);
            case "timestamp", "timestamptz" -> Optional.of(FieldKind.DATETIME);
            case "bytea" -> Optional.of(FieldKind.BINARY);
            default -> WRITTEN.contains(name) ? Optional.of(FieldKind.TEXT) : Optional.empty();
        };
    }

    /** See {@link Dialect#doubtful}. */
    static Optional<Predicate<String>> doubtful(BulkColumn column) {
        String type = column.type().toLowerCase(Locale.ROOT);
        if (type.endsWith("[]")) {
            return Optional.of(text -> true);
        }
        return switch (column.kind()) {
            case DECIMAL ->
                type.equals("money")
                        ? Optional.of(Doubts.scale(MONEY_DIGITS))
                        : Doubts.digits(column).map(Doubts::scale);
            case SINGLE -> Optional.of(Doubts::notASingle);
            case REAL -> Optional.of(Doubts::notADouble);
            case TIME, DATETIME ->
                Doubts.size(column).filter(digits -> digits < SECOND_DIGITS).map(Doubts::scale);
            case TEXT -> text(type);
            default -> Optional.empty();
        };
    }

    private static Optional<Predicate<String>> text(String type) {
        if (type.equals("text") || type.equals("character varying") || type.equals("citext")) {
            return Optional.empty();
        } else if (type.startsWith("character")) {
            return Optional.of(Doubts::endsBlank);
        }
        return Optional.of(type.equals("uuid") ? Doubts::notAUuid : text -> true);
    }
}
