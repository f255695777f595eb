package dev.parley.catalogue;

import dev.parley.catalogue.Schema.Table;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Names objects after their tables: a prefix that nearly all share is the package, one that several share a module. */
final class DiscoveredNames {

    private static final String REST = "core";

    private final Map<String, ObjectName> names = new LinkedHashMap<>();

    private DiscoveredNames() {}

    /** Names for these tables, each another one. */
    static DiscoveredNames of(String application, List<Table> tables) {
        DiscoveredNames named = new DiscoveredNames();
        Optional<String> prefix = shared(tables);
        String pack = prefix.orElse(clean(application).isEmpty() ? "app" : clean(application));
        Map<String, List<String>> byFirst = new TreeMap<>();
        for (Table table : tables) {
            List<String> words = words(table, prefix);
            byFirst.computeIfAbsent(Conventions.singular(words.get(0)), word -> new ArrayList<>())
                    .add(table.name());
        }
        Set<String> taken = new HashSet<>();
        for (Table table : tables) {
            List<String> words = words(table, prefix);
            String first = Conventions.singular(words.get(0));
            boolean module = byFirst.getOrDefault(first, List.of()).size() > 1;
            List<String> rest = module && words.size() > 1 ? words.subList(1, words.size()) : words;
            String object = Conventions.singular(String.join("_", rest));
            ObjectName name = new ObjectName(pack, module ? first : REST, object);
            String whole = clean(table.name()).isEmpty() ? object : clean(table.name());
            for (int again = 1; !taken.add(name.full()); again++) {
                name = new ObjectName(pack, name.moduleName(), again == 1 ? whole : whole + "_" + again);
            }
            named.names.put(table.name(), name);
        }
        return named;
    }

    ObjectName of(String table) {
        ObjectName name = names.get(table);
        if (name == null) {
            throw new IllegalArgumentException("no name was given to table " + table);
        }
        return name;
    }

    /** The first word of two thirds of all tables, if there are enough to tell. */
    private static Optional<String> shared(List<Table> tables) {
        Map<String, Long> first = tables.stream()
                .map(table -> words(table, Optional.empty()))
                .filter(words -> words.size() > 1)
                .collect(Collectors.groupingBy(words -> words.get(0), Collectors.counting()));
        return first.entrySet().stream()
                .filter(entry -> entry.getValue() > 2 && entry.getValue() * 3 >= tables.size() * 2L)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static List<String> words(Table table, Optional<String> prefix) {
        List<String> words = new ArrayList<>();
        for (String word : clean(table.name()).split("_", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        if (words.size() > 1 && prefix.equals(Optional.of(words.get(0)))) {
            words.remove(0);
        }
        return words.isEmpty() ? List.of("table") : words;
    }

    /** In letters, digits and {@code _}; {@code InvoiceLine} is {@code invoice_line}, {@code Büro} is {@code buro}. */
    private static String clean(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("ß", "ss")
                .replace("ł", "l")
                .replace("ø", "o");
        String spaced = plain.replaceAll("([a-z0-9])([A-Z])", "$1_$2");
        return Conventions.lower(spaced).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
    }
}
