package dev.parley.catalogue;

import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What {@link Discovery} finds out about one table, bit by bit. */
final class Proposal {

    private final Table table;
    private final Optional<Column> uuid;
    private final Map<String, String> references = new LinkedHashMap<>();
    private final Map<String, String> choices = new LinkedHashMap<>();
    private final Map<String, String> guesses = new TreeMap<>();
    private final List<String> ignored = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<List<String>> naturalKeys = new ArrayList<>();
    private List<String> key = List.of();
    private Optional<BusinessDeclaration> business = Optional.empty();

    Proposal(Table table) {
        this.table = table;
        this.uuid = Conventions.uuid(table);
        table.columns().stream()
                .filter(column -> column.kind().isEmpty() && !column.generated())
                .forEach(column -> ignore(
                        column.name(),
                        column.type().isEmpty()
                                ? "it is declared without a type"
                                : "its type " + column.type() + " is not synced"));
        table.columns().stream()
                .filter(column -> column.generated() && column.givenByDatabase() && !id().equals(Optional.of(column)))
                .forEach(column -> remark(
                        "`%s` is left out: the database lets nobody else give its numbers, so each site counts its own"
                                .formatted(column.name())));
    }

    Table table() {
        return table;
    }

    Optional<Column> uuid() {
        return uuid;
    }

    /** The number that the database gives to a new row, if that is its primary key and refers to nothing. */
    Optional<Column> id() {
        return number().filter(Column::givenByDatabase);
    }

    /** The number by which the primary key tells rows apart. */
    Optional<Column> number() {
        return table.number().filter(column -> key.isEmpty() || !key.contains(column.name()));
    }

    /** Whether a column is synced, the business column aside. */
    boolean isField(Column column) {
        boolean known = uuid.equals(Optional.of(column)) || id().equals(Optional.of(column));
        return !known && !column.generated() && !ignored.contains(column.name());
    }

    /** Whether its rows are known by what they hold: other tables then name them by plain values. */
    boolean isKeyed() {
        return uuid.isEmpty() && (!key.isEmpty() || id().isEmpty());
    }

    /** The foreign key that this column alone makes. */
    Optional<Schema.ForeignKey> foreignKeyOf(String column) {
        return table.foreignKeys().stream()
                .filter(foreign -> foreign.columns().size() == 1
                        && foreign.columns().get(0).equalsIgnoreCase(column))
                .findFirst();
    }

    /** The table that a column points to, by its foreign key or by its name. */
    Optional<String> target(String column) {
        return foreignKeyOf(column).map(Schema.ForeignKey::target).or(() -> Optional.ofNullable(guesses.get(column)));
    }

    void key(List<String> fields) {
        key = fields;
    }

    List<String> key() {
        return key;
    }

    /** Says whose the records are, where the default does not; an object is named by its table. */
    void business(BusinessDeclaration declaration) {
        business = Optional.of(declaration);
    }

    Optional<BusinessDeclaration> business() {
        return business;
    }

    void naturalKey(List<String> fields) {
        naturalKeys.add(fields);
    }

    List<List<String>> naturalKeys() {
        return naturalKeys;
    }

    void guess(String column, String target) {
        guesses.put(column, target);
    }

    /** Columns that point to a table by their name alone, each with that table. */
    Map<String, String> guesses() {
        return guesses;
    }

    void choose(String column, String target) {
        choices.put(column, target);
    }

    /** Columns that have foreign keys to several tables, each with the one that is taken. */
    Map<String, String> choices() {
        return choices;
    }

    /** Says of a column where it points: an object, or {@code false}. */
    void reference(String column, String words) {
        references.put(column, words);
    }

    Map<String, String> references() {
        return references;
    }

    void ignore(String column, String why) {
        if (!ignored.contains(column)) {
            ignored.add(column);
            remark("`" + column + "` is left out: " + why);
        }
    }

    List<String> ignored() {
        return ignored;
    }

    /** Something that whoever reads the catalogue should know of the table. */
    void remark(String sentence) {
        remarks.add(sentence);
    }

    List<String> remarks() {
        return remarks;
    }
}
