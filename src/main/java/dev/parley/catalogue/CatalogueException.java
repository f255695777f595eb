package dev.parley.catalogue;

import java.util.List;
import java.util.stream.Collectors;

/** The catalogue can't be used. The message lists every mistake with file, line and what to write instead. */
public class CatalogueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    /** With all mistakes that were found, at least one, in the order in which they are to be shown. */
    public CatalogueException(String file, List<Mistake> mistakes) {
        super(message(file, mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** Every mistake, in order of line. */
    public List<Mistake> mistakes() {
        return mistakes;
    }

    private static String message(String file, List<Mistake> mistakes) {
        String count = mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes";
        return file + " has " + count + ":\n"
                + mistakes.stream().map(mistake -> "  " + mistake).collect(Collectors.joining("\n"));
    }
}
