package dev.parley.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Gathers mistakes, so that a person learns of all of them at once. */
public final class Mistakes {

    private final String file;
    private final List<Mistake> found = new ArrayList<>();

    /** Those of the file of that name. */
    public Mistakes(String file) {
        this.file = file;
    }

    /** Adds one, unless it is known. */
    public void add(int line, String what) {
        Mistake mistake = new Mistake(file, line, what);
        if (!found.contains(mistake)) {
            found.add(mistake);
        }
    }

    void add(ObjectDeclaration object, int line, String what) {
        add(line, "`" + object.name().full() + "`: " + what);
    }

    /** How mistakes in a file are told to people. */
    public static String text(String file, List<Mistake> mistakes) {
        String count = mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes";
        return file + " has " + count + ":\n"
                + mistakes.stream().map(mistake -> "  " + mistake).collect(Collectors.joining("\n"));
    }

    /** What was found, in order of line. */
    public List<Mistake> found() {
        return found.stream().sorted(Comparator.comparingInt(Mistake::line)).toList();
    }

    /** Throws if there is any. */
    void check() {
        if (!found.isEmpty()) {
            throw new CatalogueException(file, found());
        }
    }
}
