package dev.parley.catalogue;

/**
 * Something in the catalogue that can't be as it stands.
 *
 * @param file the catalogue's name
 * @param line counted from 1
 * @param what what is wrong and, where it can be told, what to write instead
 */
public record Mistake(String file, int line, String what) {

    /** {@code catalogue.yaml:12: what is wrong}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + what;
    }
}
