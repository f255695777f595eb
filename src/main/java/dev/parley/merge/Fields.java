package dev.parley.merge;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A record's fields and their values, in order of name. Can't be altered. Two arrays, of which those with the same fields may share the one with
 * the names: a log of many changes is read and written without a table of hashes for each.
 */
public final class Fields extends AbstractMap<String, Value> {

    /** No field at all. */
    public static final Fields NONE = new Fields(new String[0], new Value[0]);

    private final String[] names;
    private final Value[] values;

    private Fields(String[] names, Value[] values) {
        this.names = names;
        this.values = values;
    }

    /** The same fields with the same values. */
    public static Fields of(Map<String, Value> fields) {
        if (fields instanceof Fields same) {
            return same;
        }
        if (fields.isEmpty()) {
            return NONE;
        }
        String[] names = fields.keySet().toArray(new String[0]);
        Arrays.sort(names);
        Value[] values = new Value[names.length];
        for (int i = 0; i < names.length; i++) {
            values[i] = Objects.requireNonNull(fields.get(names[i]), names[i]);
        }
        return new Fields(names, values);
    }

    /** These fields, and those others in their place or beside them. */
    public Fields with(Map<String, Value> others) {
        if (others.isEmpty()) {
            return this;
        }
        Value[] replaced = values.clone();
        for (Map.Entry<String, Value> other : others.entrySet()) {
            int place = place(other.getKey());
            if (place < 0) {
                return joined(others);
            }
            replaced[place] = other.getValue();
        }
        return new Fields(names, replaced);
    }

    private Fields joined(Map<String, Value> others) {
        Map<String, Value> both = new HashMap<>(this);
        both.putAll(others);
        return of(both);
    }

    /** Those of the fields that the other has with another value, or has not. */
    public Fields differingFrom(Fields other) {
        boolean shared = names == other.names;
        return those(i -> !values[i].equals(shared ? other.values[i] : other.get(names[i])));
    }

    /** Those of the fields that are among these. */
    public Fields only(Set<String> wanted) {
        return those(i -> wanted.contains(names[i]));
    }

    private Fields those(IntPredicate which) {
        int count = 0;
        int[] places = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            if (which.test(i)) {
                places[count++] = i;
            }
        }
        if (count == names.length) {
            return this;
        }
        String[] some = new String[count];
        Value[] theirs = new Value[count];
        for (int i = 0; i < count; i++) {
            some[i] = names[places[i]];
            theirs[i] = values[places[i]];
        }
        return new Fields(some, theirs);
    }

    private int place(Object name) {
        return name instanceof String text ? Arrays.binarySearch(names, text) : -1;
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public boolean containsKey(Object name) {
        return place(name) >= 0;
    }

    @Override
    public @Nullable Value get(Object name) {
        int place = place(name);
        return place < 0 ? null : values[place];
    }

    @Override
    public Value getOrDefault(Object name, Value otherwise) {
        int place = place(name);
        return place < 0 ? otherwise : values[place];
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Value> action) {
        for (int i = 0; i < names.length; i++) {
            action.accept(names[i], values[i]);
        }
    }

    @Override
    public Set<Map.Entry<String, Value>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<String, Value>> {

        @Override
        public int size() {
            return names.length;
        }

        @Override
        public Iterator<Map.Entry<String, Value>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < names.length;
                }

                @Override
                public Map.Entry<String, Value> next() {
                    if (next == names.length) {
                        throw new NoSuchElementException();
                    }
                    int here = next++;
                    return new SimpleImmutableEntry<>(names[here], values[here]);
                }
            };
        }
    }

    /** The names of many records' fields, so that each record has to bring its values only. */
    public static final class Names {

        private final String[] sorted;
        private final int[] places;

        /** These, each once. */
        public Names(List<String> names) {
            Integer[] order = IntStream.range(0, names.size()).boxed().toArray(Integer[]::new);
            Arrays.sort(order, (a, b) -> names.get(a).compareTo(names.get(b)));
            sorted = new String[order.length];
            places = new int[order.length];
            for (int i = 0; i < order.length; i++) {
                sorted[i] = names.get(order[i]);
                places[i] = order[i];
                if (i > 0 && sorted[i].equals(sorted[i - 1])) {
                    throw new IllegalArgumentException("the field " + sorted[i] + " stands there twice");
                }
            }
        }

        /** The fields with these values, one a name, in the order in which the names were given. */
        public Fields with(Value[] given) {
            Value[] values = new Value[places.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = Objects.requireNonNull(given[places[i]]);
            }
            return new Fields(sorted, values);
        }
    }
}
