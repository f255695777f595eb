package dev.parley.catalogue;

import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How applications usually name what Parley must know: the words that {@link Discovery} looks for. */
final class Conventions {

    private static final List<String> BUSINESSES = List.of(
            "business",
            "tenant",
            "account",
            "company",
            "organization",
            "organisation",
            "org",
            "workspace",
            "merchant",
            "firm",
            "club",
            "shop");
    private static final List<String> ADDED = List.of(
            "date_added",
            "created_at",
            "created_on",
            "created",
            "date_created",
            "create_date",
            "createdat",
            "inserted_at",
            "added_at",
            "create_time",
            "creation_date",
            "creation_time");
    private static final List<String> UPDATED = List.of(
            "last_updated",
            "updated_at",
            "updated_on",
            "updated",
            "last_update",
            "date_updated",
            "modified_at",
            "modified",
            "last_modified",
            "date_modified",
            "updatedat",
            "update_time",
            "modified_date",
            "modified_on",
            "changed_at",
            "changed",
            "last_changed",
            "last_change",
            "date_changed",
            "last_modified_at",
            "write_date",
            "mtime");
    private static final Set<String> TELLING = Set.of(
            "email",
            "e_mail",
            "mail",
            "login",
            "username",
            "user_name",
            "code",
            "sku",
            "slug",
            "isbn",
            "ean",
            "iso",
            "iso_code",
            "name",
            "title",
            "permalink",
            "abbreviation",
            "vat_number");
    private static final Set<String> SETTING_KEYS = Set.of(
            "key",
            "name",
            "setting",
            "setting_key",
            "detail_key",
            "option_name",
            "option_key",
            "config_key",
            "meta_key");
    private static final Set<String> SETTING_VALUES =
            Set.of("value", "setting_value", "detail_value", "option_value", "config_value", "meta_value");
    private static final Set<String> MACHINERY = Set.of(
            "schema_migrations",
            "ar_internal_metadata",
            "flyway_schema_history",
            "databasechangelog",
            "databasechangeloglock",
            "alembic_version",
            "django_migrations",
            "django_session",
            "migrations",
            "knex_migrations",
            "knex_migrations_lock",
            "goose_db_version",
            "__efmigrationshistory",
            "_prisma_migrations",
            "sessions",
            "cache",
            "cache_locks",
            "jobs",
            "job_batches",
            "failed_jobs",
            "password_resets");
    private static final List<String> UUIDS = List.of("uuid", "guid", "uid", "public_id", "external_id");

    private Conventions() {}

    /** What the table of the businesses may be called, in the singular. */
    static List<String> businesses() {
        return BUSINESSES;
    }

    /** A table that a framework keeps for itself at each installation. */
    static boolean isMachinery(Table table) {
        return MACHINERY.contains(lower(table.name()));
    }

    static Optional<Column> added(Table table) {
        return time(table, ADDED);
    }

    static Optional<Column> updated(Table table) {
        return time(table, UPDATED);
    }

    private static Optional<Column> time(Table table, List<String> names) {
        return first(
                table, names, column -> column.kind().equals(Optional.of(FieldKind.DATETIME)) && !column.generated());
    }

    /** The column with the record's uuid: by its type, or by its name where each value is there once. */
    static Optional<Column> uuid(Table table) {
        return first(table, UUIDS, column -> isText(column) && !column.generated() && isAloneUnique(table, column))
                .or(() -> table.primaryKey().size() == 1
                        ? table.column(table.primaryKey().get(0)).filter(Conventions::hasUuidType)
                        : Optional.empty());
    }

    private static boolean hasUuidType(Column column) {
        String type = lower(column.type());
        return isText(column)
                && (type.equals("uuid")
                        || type.equals("char(36)")
                        || type.equals("character(36)")
                        || type.equals("guid"));
    }

    /** Whether what the column holds usually tells which record it is, wherever it was entered. */
    static boolean isTelling(Column column) {
        String name = lower(column.name()).replace('-', '_').replace(' ', '_');
        return isText(column)
                && (TELLING.contains(name) || TELLING.stream().anyMatch(word -> name.endsWith("_" + word)));
    }

    /** The key of a table that holds settings: a key and a value, of the business or of a record. */
    static Optional<Column> settingKey(Table table) {
        boolean values = table.columns().stream().anyMatch(column -> SETTING_VALUES.contains(lower(column.name())));
        return values && table.columns().size() <= 8
                ? table.columns().stream()
                        .filter(column -> SETTING_KEYS.contains(lower(column.name())) && isText(column))
                        .findFirst()
                : Optional.empty();
    }

    /** Whether a column is named as if it held another record's id. */
    static boolean looksLikeReference(Column column) {
        return column.kind().equals(Optional.of(FieldKind.INTEGER))
                && !referred(column.name()).isEmpty();
    }

    /** What a column's name says that it refers to: {@code customer} of {@code customer_id} and {@code customerId}; else nothing. */
    static String referred(String column) {
        String lower = lower(column);
        if (lower.endsWith("_id") && lower.length() > 3) {
            return lower.substring(0, lower.length() - 3);
        }
        return column.length() > 2 && column.endsWith("Id") ? lower.substring(0, lower.length() - 2) : "";
    }

    /** The name of one of what a table's name says: {@code category} of {@code categories}. */
    static String singular(String plural) {
        if (plural.endsWith("ies") && plural.length() > 4) {
            return plural.substring(0, plural.length() - 3) + "y";
        } else if (Stream.of("sses", "shes", "ches", "xes").anyMatch(plural::endsWith)) {
            return plural.substring(0, plural.length() - 2);
        }
        boolean one = plural.endsWith("ss") || plural.endsWith("us") || plural.endsWith("is") || !plural.endsWith("s");
        return one || plural.length() < 4 ? plural : plural.substring(0, plural.length() - 1);
    }

    /** Whether no two rows have the same in that column. */
    static boolean isAloneUnique(Table table, Column column) {
        return Stream.concat(Stream.of(table.primaryKey()), table.uniques().stream())
                .anyMatch(columns -> columns.size() == 1 && columns.get(0).equalsIgnoreCase(column.name()));
    }

    static boolean isText(Column column) {
        return column.kind().equals(Optional.of(FieldKind.TEXT));
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Optional<Column> first(Table table, List<String> names, Predicate<Column> good) {
        return names.stream()
                .flatMap(name -> table.column(name).stream())
                .filter(good)
                .findFirst();
    }
}
