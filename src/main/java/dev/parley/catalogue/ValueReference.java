package dev.parley.catalogue;

import java.util.List;

/**
 * Fields that name a record by values that are the same at every site, such as an article's code or an invoice's year and number. A foreign key of
 * the database demands that it is there.
 *
 * @param object full name of the object whose records name others
 * @param fields its fields
 * @param target full name of the object whose records are named
 * @param targetFields the fields of the target that have these values, in the same order
 */
public record ValueReference(String object, List<String> fields, String target, List<String> targetFields) {

    /** Takes copies that nobody can alter. */
    public ValueReference {
        fields = List.copyOf(fields);
        targetFields = List.copyOf(targetFields);
    }

    /** Whether records name others of their own object. */
    public boolean isOwn() {
        return object.equals(target);
    }
}
