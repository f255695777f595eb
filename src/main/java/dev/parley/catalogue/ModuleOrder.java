package dev.parley.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The order of modules that the catalogue gives under {@code order:}. What it does not name goes by references alone. */
final class ModuleOrder {

    /** No order is given. */
    static final ModuleOrder NONE = new ModuleOrder(List.of(), List.of());

    private final List<String> modules;
    private final List<Said<String>> said;

    private ModuleOrder(List<String> modules, List<Said<String>> said) {
        this.modules = List.copyOf(modules);
        this.said = List.copyOf(said);
    }

    /** What is said, each a module of one of the objects; with mistakes where there is none or more than one of that name. */
    static ModuleOrder of(List<Said<String>> said, List<ObjectDeclaration> objects, Mistakes mistakes) {
        Set<String> known = new LinkedHashSet<>();
        objects.forEach(object -> known.add(object.name().module()));
        List<String> modules = new ArrayList<>();
        List<Said<String>> named = new ArrayList<>();
        for (Said<String> one : said) {
            List<String> found = known.stream()
                    .filter(module -> module.equals(one.value()) || module.endsWith("." + one.value()))
                    .toList();
            if (found.size() == 1) {
                modules.add(found.get(0));
                named.add(one);
            } else if (found.isEmpty()) {
                mistakes.add(
                        one.line(),
                        "`order` names the module `" + one.value() + "`, which is not in the catalogue"
                                + Spelling.didYouMean(one.value(), words(known)));
            } else {
                mistakes.add(
                        one.line(),
                        "`order` names the module `" + one.value() + "`, which may be `" + String.join("` or `", found)
                                + "`; write its full name");
            }
        }
        return new ModuleOrder(modules, named);
    }

    private static Set<String> words(Set<String> known) {
        Set<String> words = new LinkedHashSet<>(known);
        known.forEach(module -> words.add(module.substring(module.lastIndexOf('.') + 1)));
        return words;
    }

    /** Whether the catalogue says that the one comes before the other. */
    boolean isBefore(CatalogueObject one, CatalogueObject other) {
        int first = modules.indexOf(one.module());
        int second = modules.indexOf(other.module());
        return first >= 0 && first < second;
    }

    /** Finds where the sorted objects do not stand as they are said to, since foreign keys demand otherwise. */
    void check(List<CatalogueObject> sorted, Mistakes mistakes) {
        for (int i = 0; i < sorted.size(); i++) {
            for (CatalogueObject later : sorted.subList(i, sorted.size())) {
                if (isBefore(later, sorted.get(i))) {
                    Said<String> wrong = said.get(modules.indexOf(later.module()));
                    mistakes.add(wrong.line(), """
                            `order` puts `%s` before `%s`, but by the foreign keys of the database `%s` has to come \
                            before `%s`""".formatted(
                                    later.module(),
                                    sorted.get(i).module(),
                                    sorted.get(i).name(),
                                    later.name()));
                    return;
                }
            }
        }
    }
}
