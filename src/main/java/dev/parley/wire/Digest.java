package dev.parley.wire;

import java.util.List;

/**
 * The command {@code digest}: asks of ranges of many objects whether the other site holds the same.
 *
 * @param by what is compared of each record: {@link #VERSION}, or another way that the answering site knows
 * @param limit how many characters of answers the asking site takes at most, but one answer in any case
 * @param objects for each object its ranges, as {@code dev.parley.digest.Question} writes them
 */
public record Digest(String by, int limit, List<Of> objects) {

    /** By version of records. */
    public static final String VERSION = "version";

    /** By content of records, over the fields that both sites have. */
    public static final String CONTENT = "content";

    /** By content of records, each database by a hash of its own: of each object one item, that says in which way the asking site goes about it. */
    public static final String ROWS = "rows";

    /** By version of records, likewise: of their rows no more than which they are and when they were last updated. */
    public static final String STAMPS = "stamps";

    /** The answer by {@link #ROWS} and {@link #STAMPS} where the answering site does not go about it in the same way. */
    public static final String UNLIKE = "unlike";

    /** Takes a copy that nobody can alter. */
    public Digest {
        objects = List.copyOf(objects);
    }

    /**
     * What is asked or answered of an object.
     *
     * @param object its full name
     * @param items a text for each range
     */
    public record Of(String object, List<String> items) {

        /** Takes a copy that nobody can alter. */
        public Of {
            items = List.copyOf(items);
        }
    }

    /**
     * The answer.
     *
     * @param objects in the order of the questions, as {@code dev.parley.digest.Part} writes them; where the limit was reached, the last ones are
     *     missing and are to be asked again
     */
    public record Answer(List<Of> objects) {

        /** Takes a copy that nobody can alter. */
        public Answer {
            objects = List.copyOf(objects);
        }
    }
}
