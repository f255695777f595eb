package dev.parley.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts what is too much for one statement. */
final class Parts {

    private Parts() {}

    /** The items in lists of at most {@code size}. */
    static <T> List<List<T>> of(Collection<T> items, int size) {
        List<T> all = items instanceof List<T> list ? list : new ArrayList<>(items);
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            parts.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return parts;
    }
}
