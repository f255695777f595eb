package dev.parley.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What two sites compare of an object when they shake hands.
 *
 * @param tableVersion declared version of the table, or one derived from its fields
 * @param fields {@code name:kind} in order of name, the kind in lower case: {@code price:decimal}. A reference's kind is {@code
 *     reference} and its target: {@code customer_id:reference ciniki.customers.customer}, or
 *     the field that names its target: {@code object_id:reference named in object}. A field of the key has {@code key} at the
 *     end: {@code tag:text key}
 * @param recognition how the site finds out which record a row is; absent where it does not say
 */
public record ObjectShape(String tableVersion, List<String> fields, Optional<Recognition> recognition) {

    /** What ends the description of a field that belongs to the key. */
    static final String KEY = " key";

    /** What begins the kind of a reference. */
    static final String REFERENCE = "reference ";

    /** What begins the kind of a reference whose object another field names. */
    static final String NAMED_IN = REFERENCE + "named in ";

    /** Takes a copy that nobody can alter. */
    public ObjectShape {
        fields = List.copyOf(fields);
    }

    /** The names of the fields, in order. */
    public List<String> names() {
        return fields.stream()
                .map(field -> field.substring(0, field.lastIndexOf(':')))
                .toList();
    }

    /** The shape of an object. */
    public static ObjectShape of(CatalogueObject object) {
        List<String> fields = new ArrayList<>();
        for (Field field : object.fieldsByName().values()) {
            fields.add(describe(field) + (object.keyFields().contains(field.name()) ? KEY : ""));
        }
        return new ObjectShape(object.tableVersion(), fields, Optional.of(Recognition.of(object)));
    }

    /** The shape of every object, by full name, in the catalogue's order. */
    public static Map<String, ObjectShape> of(Catalogue catalogue) {
        Map<String, ObjectShape> shapes = new LinkedHashMap<>();
        catalogue.objects().forEach(object -> shapes.put(object.name(), of(object)));
        return shapes;
    }

    /** {@code name:kind}. */
    static String describe(Field field) {
        return field.name() + ":"
                + field.reference()
                        .map(reference -> REFERENCE + reference.target())
                        .or(() -> field.namedIn().map(naming -> NAMED_IN + naming))
                        .orElse(field.kind().name().toLowerCase(Locale.ROOT));
    }
}
