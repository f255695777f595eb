package dev.parley.sim;

import dev.parley.merge.Derived;
import dev.parley.merge.Value;
import dev.parley.sim.Tables.Column;
import dev.parley.sim.Tables.Kind;
import dev.parley.sim.Tables.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the records are, given all changes of all sites: said once more, in as few words as possible. */
final class Model {

    private final Map<String, String> lesser = new HashMap<>();
    private final Map<String, Map<String, @Nullable String>> keys = new HashMap<>();
    private final Map<String, Set<String>> named = new HashMap<>();
    private final UUID business;
    private final Map<String, State> states = new TreeMap<>();

    /** A record: whether it exists, and its fields in canonical text. */
    record State(boolean exists, Map<String, @Nullable String> fields) {}

    Model(Collection<Log.Change> union, UUID business) {
        this.business = business;
        Set<String> undone = new HashSet<>();
        for (Log.Change change : union) {
            if (change.action().equals("unmap")) {
                undone.add(pair(change));
            }
        }
        for (Log.Change change : union) {
            if (isNaming(change)) {
                Set<String> of = named.computeIfAbsent(change.object(), object -> new TreeSet<>());
                of.add(change.record());
                of.add(String.valueOf(change.fields().get("uuid")));
            }
            if (change.action().equals("map") && !undone.contains(pair(change))) {
                join(
                        change.object() + " " + change.record(),
                        change.object() + " " + change.fields().get("uuid"));
            }
        }
        Map<String, List<Log.Change>> records = new TreeMap<>();
        for (Log.Change change : union) {
            if (!isNaming(change) && isOwn(change)) {
                keys.put(change.object() + " " + change.record(), change.fields());
            }
        }
        for (Log.Change change : union) {
            if (!isNaming(change)) {
                records.computeIfAbsent(name(change), name -> new ArrayList<>()).add(change);
            }
        }
        records.forEach((name, changes) -> states.put(name, state(changes)));
    }

    /** A field is what its greatest change says; the record exists if its greatest write is above its greatest delete. */
    private State state(List<Log.Change> changes) {
        changes.sort((a, b) -> a.isAfter(b) ? 1 : a.uuid().equals(b.uuid()) ? 0 : -1);
        boolean exists = false;
        Map<String, @Nullable String> fields = new TreeMap<>();
        for (Log.Change change : changes) {
            exists = !change.action().equals("delete");
            if (exists) {
                Table table = table(change);
                change.fields().forEach((field, value) -> fields.put(field, canonical(table.column(field), value)));
                Map<String, @Nullable String> own =
                        keys.getOrDefault(change.object() + " " + change.record(), Map.of());
                table.key().forEach(field -> {
                    if (own.containsKey(field)) {
                        fields.put(field, canonical(table.column(field), own.get(field)));
                    }
                });
            }
        }
        return new State(exists, fields);
    }

    private static String pair(Log.Change change) {
        return change.object() + " " + change.record() + " " + change.fields().get("uuid");
    }

    static boolean isNaming(Log.Change change) {
        return change.action().equals("map") || change.action().equals("unmap");
    }

    /** Whether a change of a record known by key carries the key from which its uuid follows, and not that of one with which it was mapped. */
    private boolean isOwn(Log.Change change) {
        Table table = table(change);
        return !table.key().isEmpty()
                && change.fields().keySet().containsAll(table.key())
                && keyed(table, change.fields()).equals(change.record());
    }

    /** The uuid that follows from a key. */
    private String keyed(Table table, Map<String, @Nullable String> fields) {
        List<Value> key = table.key().stream()
                .map(fields::get)
                .map(text -> text == null ? Value.NULL : Value.of(text))
                .toList();
        return Derived.keyed(table.object(), business, key).toString();
    }

    /** Every record that has changes, by name. */
    Map<String, State> states() {
        return states;
    }

    /** The name of the record that a change is of: its object, and its least uuid or its key. */
    String name(Log.Change change) {
        Table table = table(change);
        if (table.key().isEmpty() || isNaming(change)) {
            return canonical(table.object(), change.record());
        }
        return name(table, keys.getOrDefault(change.object() + " " + change.record(), change.fields()));
    }

    /** The name of a record that is known by key. */
    String name(Table table, Map<String, @Nullable String> fields) {
        StringBuilder name = new StringBuilder(table.object());
        table.key().forEach(column -> name.append(' ').append(canonical(table.column(column), fields.get(column))));
        return name.toString();
    }

    /** Records known by key that are mapped though their keys, which hold uuids of which something was said, are not the same: two of their names each. */
    List<String> untrueMaps() {
        List<String> untrue = new ArrayList<>();
        Map<String, Map<String, @Nullable String>> ordered = new TreeMap<>(keys);
        ordered.forEach((String record, Map<String, @Nullable String> key) -> {
            Table table = table(record.substring(0, record.indexOf(' ')));
            for (Column column : table.columns()) {
                if (column.target().isPresent() && table.key().contains(column.name())) {
                    String target = Tables.named(column.target().get()).object();
                    for (String uuid : named.getOrDefault(target, Set.of())) {
                        Map<String, @Nullable String> other = new HashMap<>(key);
                        other.put(column.name(), uuid);
                        boolean one =
                                root(table.object() + " " + keyed(table, other)).equals(root(record));
                        if (one && !name(table, other).equals(name(table, key))) {
                            untrue.add("%s and %s".formatted(name(table, key), name(table, other)));
                        }
                    }
                }
            }
        });
        return untrue;
    }

    /** Object and least uuid of a record. */
    String canonical(String object, String uuid) {
        String name = object + " " + uuid;
        while (lesser.containsKey(name)) {
            name = lesser.getOrDefault(name, name);
        }
        return name;
    }

    /** Least uuid of a record. */
    String least(String object, String uuid) {
        return canonical(object, uuid).substring(object.length() + 1);
    }

    /** The same text for the same value, whoever wrote it. */
    @Nullable
    String canonical(Column column, @Nullable String value) {
        if (value == null || column.kind() == Kind.TEXT || column.kind() == Kind.DATE) {
            return value;
        }
        return column.kind() == Kind.NUMBER
                ? new BigDecimal(value).stripTrailingZeros().toPlainString()
                : canonical(Tables.named(column.target().orElseThrow()).object(), value);
    }

    static Table table(Log.Change change) {
        return table(change.object());
    }

    private static Table table(String object) {
        return Tables.ALL.stream()
                .filter(table -> table.object().equals(object))
                .findFirst()
                .orElseThrow();
    }

    private void join(String one, String other) {
        String a = root(one);
        String b = root(other);
        int order = a.compareTo(b);
        if (order != 0) {
            lesser.put(order < 0 ? b : a, order < 0 ? a : b);
        }
    }

    private String root(String name) {
        String root = name;
        while (lesser.containsKey(root)) {
            root = lesser.getOrDefault(root, root);
        }
        return root;
    }
}
