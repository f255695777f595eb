package dev.parley.catalogue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds objects by the names that the catalogue uses for them: full, or short inside a module or package. */
final class ObjectNames {

    private final List<ObjectDeclaration> objects;
    private final Mistakes mistakes;

    ObjectNames(List<ObjectDeclaration> objects, Mistakes mistakes) {
        this.objects = objects;
        this.mistakes = mistakes;
    }

    /** Every object of the catalogue, in its order. */
    List<ObjectDeclaration> all() {
        return objects;
    }

    /**
     * The object that is meant; absent, with a mistake, where there is none or more than one.
     *
     * @param said {@code package.module.object}; {@code module.object} in the same package; {@code object} in the same module, or
     *     else in the same package
     * @param from where it is said
     * @param key the key it is said under
     */
    Optional<ObjectDeclaration> find(Said<String> said, ObjectDeclaration from, String key) {
        String name = said.value();
        List<ObjectDeclaration> found = named(name, from.name());
        if (found.size() == 1) {
            return Optional.of(found.get(0));
        }
        String wrong = "`" + key + "` names the object `" + name + "`, ";
        if (found.isEmpty()) {
            mistakes.add(from, said.line(), wrong + "which is not in the catalogue" + hint(name, from.name()));
        } else {
            String choice = found.stream()
                    .map(object -> "`" + object.name().full() + "`")
                    .collect(Collectors.joining(" or "));
            mistakes.add(from, said.line(), wrong + "which may be " + choice + "; write its full name");
        }
        return Optional.empty();
    }

    private List<ObjectDeclaration> named(String name, ObjectName from) {
        for (String full : List.of(name, from.module() + "." + name, from.packageName() + "." + name)) {
            List<ObjectDeclaration> exact = objects.stream()
                    .filter(object -> object.name().full().equals(full))
                    .toList();
            if (!exact.isEmpty()) {
                return exact;
            }
        }
        return objects.stream()
                .filter(object -> object.name().packageName().equals(from.packageName()))
                .filter(object -> object.name().objectName().equals(name))
                .toList();
    }

    private String hint(String name, ObjectName from) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        Optional<String> elsewhere = objects.stream()
                .map(ObjectDeclaration::name)
                .filter(object -> object.objectName().equals(last))
                .map(ObjectName::full)
                .findFirst();
        if (elsewhere.isPresent()) {
            return "; did you mean `" + elsewhere.get() + "`?";
        }
        Set<String> known = new LinkedHashSet<>();
        for (ObjectDeclaration object : objects) {
            known.add(object.name().full());
            if (object.name().packageName().equals(from.packageName())) {
                known.add(object.name().moduleName() + "." + object.name().objectName());
                known.add(object.name().objectName());
            }
        }
        return Spelling.didYouMean(name, known);
    }
}
