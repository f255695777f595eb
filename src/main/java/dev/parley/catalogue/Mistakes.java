package dev.parley.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers mistakes, so that a person learns of all of them at once. */
final class Mistakes {

    private final String file;
    private final List<Mistake> found = new ArrayList<>();

    Mistakes(String file) {
        this.file = file;
    }

    void add(int line, String what) {
        Mistake mistake = new Mistake(file, line, what);
        if (!found.contains(mistake)) {
            found.add(mistake);
        }
    }

    void add(ObjectDeclaration object, int line, String what) {
        add(line, "`" + object.name().full() + "`: " + what);
    }

    /** Throws if there is any. */
    void check() {
        if (!found.isEmpty()) {
            throw new CatalogueException(
                    file,
                    found.stream()
                            .sorted(Comparator.comparingInt(Mistake::line))
                            .toList());
        }
    }
}
