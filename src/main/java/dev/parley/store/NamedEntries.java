package dev.parley.store;

import dev.parley.catalogue.Field;
import dev.parley.merge.Value;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the entries of a record lead whose field is a reference with its object named in another field. An edit writes an entry for each of the two
 * fields, in either order, or for one of them where the other stays. The two say something together only, so the last of them is to tell both.
 */
final class NamedEntries {

    private final EntryValues values;
    private final Map<Long, String> names = new HashMap<>();
    private final Map<Long, Set<String>> along = new HashMap<>();

    /**
     * Of one record.
     *
     * @param values of the object's entries, prepared for these
     * @param entries in the order of the history
     * @param row what the row held before them; where it is new, what it holds after them
     */
    NamedEntries(EntryValues values, List<HistoryEntry> entries, Map<String, Value> row) throws SQLException {
        this.values = values;
        for (Field field : values.object().named()) {
            new Pair(field, row).read(entries);
        }
    }

    /** The full name of the object to which the entry's reference leads; empty where its field is not of that kind. */
    Optional<String> name(HistoryEntry entry) {
        return Optional.ofNullable(names.get(entry.id()));
    }

    /** The other fields that may have to travel with the entry's: the name with a reference, a reference with the name that comes after it. */
    Set<String> along(HistoryEntry entry) {
        return along.getOrDefault(entry.id(), Set.of());
    }

    /** A reference and the field that names its object. */
    private final class Pair {
        private final String field;
        private final String naming;
        private final List<HistoryEntry> edit = new ArrayList<>();
        private String name;

        Pair(Field field, Map<String, Value> row) {
            this.field = field.name();
            this.naming = field.namedIn().orElseThrow();
            this.name = row.getOrDefault(naming, Value.NULL).text();
        }

        void read(List<HistoryEntry> entries) throws SQLException {
            for (HistoryEntry entry : entries) {
                if (entry.field().equals(field) || entry.field().equals(naming)) {
                    for (HistoryEntry other : List.copyOf(edit)) {
                        if (!isOfOneEdit(entry, other) || isOfTheNameBefore(other, entry)) {
                            end();
                        }
                    }
                    edit.add(entry);
                }
            }
            end();
        }

        /** Of two edits within a second, the first may have set the reference alone and the second begin with the name. */
        private boolean isOfTheNameBefore(HistoryEntry reference, HistoryEntry named) throws SQLException {
            return reference.field().equals(field)
                    && !values.leads(reference, named.value().text())
                    && values.leads(reference, name);
        }

        private static boolean isOfOneEdit(HistoryEntry entry, HistoryEntry other) {
            return !other.field().equals(entry.field())
                    && other.at() == entry.at()
                    && other.action() == entry.action()
                    && other.user().equals(entry.user())
                    && other.session().equals(entry.session());
        }

        private void end() {
            edit.stream()
                    .filter(entry -> entry.field().equals(naming))
                    .forEach(entry -> name = entry.value().text());
            boolean pointed = false;
            for (HistoryEntry entry : edit) {
                if (entry.field().equals(field)) {
                    pointed = true;
                    names.put(entry.id(), name);
                    along(entry, naming);
                } else if (pointed) {
                    along(entry, field);
                }
                // What a number means whose name alone changed can't be told from that: the row tells.
            }
            edit.clear();
        }

        private void along(HistoryEntry entry, String other) {
            along.computeIfAbsent(entry.id(), id -> new HashSet<>()).add(other);
        }
    }
}
