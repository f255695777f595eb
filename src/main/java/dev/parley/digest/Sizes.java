package dev.parley.digest;

/**
 * How ranges are taken apart.
 *
 * @param parts into how many a range is split that is not equal, two or more
 * @param listed up to how many entries a range is listed instead, one or more
 * @param frame how long the questions or answers of one message may be together, in characters; a message has one in any case
 */
public record Sizes(int parts, int listed, int frame) {

    /** What measured well: a difference in a million records takes three requests and some two kilobytes. */
    public static final Sizes DEFAULT = new Sizes(16, 32, 1 << 20);

    /** Where each level means to read rows anew: fewer levels, of more parts. */
    public static final Sizes CONTENT = new Sizes(32, 32, 1 << 20);

    /** Checks that ranges become smaller. */
    public Sizes {
        if (parts < 2 || listed < 1 || frame < 1) {
            throw new IllegalArgumentException("ranges are split in two at least, and one entry is listed at least");
        }
    }

    /** The same with another frame. */
    public Sizes withFrame(int characters) {
        return new Sizes(parts, listed, characters);
    }
}
