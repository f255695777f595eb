package dev.parley.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A part of a catalogue: what is to be synced alone.
 *
 * @param objects full names; absent where all are meant
 */
public record Part(Optional<Set<String>> objects) {

    /** Everything. */
    public static final Part ALL = new Part(Optional.empty());

    /** Takes a copy that nobody can alter. */
    public Part {
        objects = objects.map(Set::copyOf);
    }

    /** Whether anything is left out. */
    public boolean isAll() {
        return objects.isEmpty();
    }

    /** Whether the object is meant. Without its business no record has a place, so the businesses always are. */
    public boolean has(CatalogueObject object) {
        return objects.isEmpty() || objects.get().contains(object.name()) || object.scope() instanceof Scope.Self;
    }

    /** What is meant, for people. */
    public String words() {
        return objects.map(names -> names.stream().sorted().collect(Collectors.joining(", ")))
                .orElse("everything");
    }

    /**
     * The objects that are in one of the packages, in one of the modules and among the objects, each where any are given.
     *
     * @param packages names of packages
     * @param modules full names of modules, or what stands behind their last dot
     * @param objects full names of objects, or what stands behind one of their dots
     * @throws IllegalArgumentException with a sentence, where a name is none of the catalogue, or the names have nothing in common
     */
    public static Part of(Catalogue catalogue, List<String> packages, List<String> modules, List<String> objects) {
        if (packages.isEmpty() && modules.isEmpty() && objects.isEmpty()) {
            return ALL;
        }
        List<CatalogueObject> chosen = new ArrayList<>(catalogue.objects());
        chosen.retainAll(matching(catalogue, "package", packages, CatalogueObject::packageName));
        chosen.retainAll(matching(catalogue, "module", modules, CatalogueObject::module));
        chosen.retainAll(matching(catalogue, "object", objects, CatalogueObject::name));
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("No object of the catalogue is in all that was named: "
                    + String.join(", ", all(packages, modules, objects)) + ".");
        }
        Set<String> names = new LinkedHashSet<>();
        chosen.forEach(object -> names.add(object.name()));
        return new Part(Optional.of(names));
    }

    private static List<String> all(List<String> packages, List<String> modules, List<String> objects) {
        List<String> all = new ArrayList<>(packages);
        all.addAll(modules);
        all.addAll(objects);
        return all;
    }

    private static List<CatalogueObject> matching(
            Catalogue catalogue, String what, List<String> wanted, Function<CatalogueObject, String> name) {
        if (wanted.isEmpty()) {
            return catalogue.objects();
        }
        List<CatalogueObject> found = new ArrayList<>();
        for (String word : wanted) {
            List<CatalogueObject> named = catalogue.objects().stream()
                    .filter(object -> name.apply(object).equals(word)
                            || name.apply(object).endsWith("." + word))
                    .toList();
            if (named.isEmpty()) {
                Set<String> known = new LinkedHashSet<>();
                catalogue.objects().forEach(object -> known.add(name.apply(object)));
                Set<String> words = new LinkedHashSet<>(known);
                known.forEach(full -> words.add(full.substring(full.lastIndexOf('.') + 1)));
                String hint = Spelling.didYouMean(word, words);
                throw new IllegalArgumentException("The catalogue has no %s `%s`%s"
                        .formatted(what, word, hint.isEmpty() ? "; it has " + String.join(", ", known) + "." : hint));
            }
            found.addAll(named);
        }
        return found;
    }
}
