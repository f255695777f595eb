package dev.parley.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An object of the catalogue with its table as it stands in this database.
 *
 * @param packageName such as {@code ciniki}
 * @param moduleName such as {@code customers}
 * @param objectName such as {@code customer}
 * @param table the table's name
 * @param idColumn the local integer id, which the database gives; absent where the table has none
 * @param identity how a row is known everywhere
 * @param scope whose a record is
 * @param fields all synced columns: not the id, the uuid column, a business column or generated columns
 * @param naturalKeys what tells that a record entered elsewhere under another uuid is one of ours
 * @param addedField the field that holds when the record was added
 * @param updatedField the field that holds when it was last updated
 * @param history where the application itself writes down what it did to the rows
 * @param tableVersion declared version of the table, or one derived from its columns
 */
public record CatalogueObject(
        String packageName,
        String moduleName,
        String objectName,
        String table,
        Optional<String> idColumn,
        Identity identity,
        Scope scope,
        List<Field> fields,
        List<NaturalKey> naturalKeys,
        Optional<String> addedField,
        Optional<String> updatedField,
        Optional<HistoryTable> history,
        String tableVersion) {

    /** Takes copies that nobody can alter. */
    public CatalogueObject {
        fields = List.copyOf(fields);
        naturalKeys = List.copyOf(naturalKeys);
    }

    /** {@code package.module.object}, the name on the wire. */
    public String name() {
        return packageName + "." + moduleName + "." + objectName;
    }

    /** {@code package.module}. */
    public String module() {
        return packageName + "." + moduleName;
    }

    /** The field of that name. */
    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** The fields by name, in order of name. */
    public Map<String, Field> fieldsByName() {
        return fields.stream().collect(Collectors.toMap(Field::name, Function.identity(), (a, b) -> a, TreeMap::new));
    }

    /** The fields that point to other records, in the order of the table. */
    public List<Field> references() {
        return fields.stream().filter(field -> field.reference().isPresent()).toList();
    }

    /** The fields that point to records of an object that another field names. */
    public List<Field> named() {
        return fields.stream().filter(field -> field.namedIn().isPresent()).toList();
    }

    /** The fields that tell when a record was added and updated: they follow the changes and never conflict themselves. */
    public Set<String> quietFields() {
        return Stream.concat(addedField.stream(), updatedField.stream()).collect(Collectors.toSet());
    }

    /**
     * The fields about which there is no conflict: those that follow the changes, and those of the key. Where a record that is known by key has two
     * values there, it became one with another, and both mean the same.
     */
    public Set<String> undisputedFields() {
        return Stream.concat(quietFields().stream(), keyFields().stream()).collect(Collectors.toSet());
    }

    /** Whether records are shared between businesses, such as people. */
    public boolean isShared() {
        return scope instanceof Scope.Member;
    }

    /** Whether each row has a uuid of its own, in its table or beside it; otherwise it is known by key. */
    public boolean hasUuids() {
        return !(identity instanceof Identity.Key);
    }

    /** Whether it holds settings of the business: rows that go by a plain key, and not by what they belong to. */
    public boolean holdsSettings() {
        boolean ofBusiness = scope instanceof Scope.Column || scope instanceof Scope.Whole;
        boolean plain =
                keyFields().stream().flatMap(name -> field(name).stream()).noneMatch(Field::refers);
        return ofBusiness && plain && identity instanceof Identity.Key;
    }

    /** The fields that make the record's uuid, where it has no uuid column; otherwise empty. */
    public List<String> keyFields() {
        return identity instanceof Identity.Key key ? key.fields() : List.of();
    }
}
