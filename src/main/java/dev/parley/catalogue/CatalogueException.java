package dev.parley.catalogue;

import java.util.List;

/** The catalogue can't be used. The message lists every mistake with file, line and what to write instead. */
public class CatalogueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    /** With all mistakes that were found, at least one, in the order in which they are to be shown. */
    public CatalogueException(String file, List<Mistake> mistakes) {
        super(Mistakes.text(file, mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** Every mistake, in order of line. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
