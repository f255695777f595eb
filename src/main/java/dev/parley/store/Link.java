package dev.parley.store;

import java.util.Locale;
import java.util.UUID;

/**
 * A standing agreement between a business here and the same business at a remote site. The key is not among these values: see {@link
 * Links#key}.
 *
 * @param id local number
 * @param uuid the link's uuid, the same at both sites
 * @param business uuid of the business
 * @param name what people call it, unique at this site
 * @param direction which way records go, as seen from here
 * @param remoteUrl where the other site is reached; empty where it can't be
 * @param remoteSite uuid of the other site; all zeros until it has accepted
 * @param keyId the public name of the key
 * @param received what this site has of the other's feed
 * @param sent what the other site said that it has of ours
 * @param myDigest our catalogue's digest when hands were last shaken; empty before
 * @param remoteDigest the other's
 * @param remoteObjects what the other site said of its objects then, as JSON; empty before
 * @param compareDue whether all records are to be compared at the next sync
 * @param times when what happened
 */
public record Link(
        long id,
        UUID uuid,
        UUID business,
        String name,
        Direction direction,
        Status status,
        String remoteUrl,
        UUID remoteSite,
        String remoteName,
        String keyId,
        Place received,
        Place sent,
        String myDigest,
        String remoteDigest,
        String remoteObjects,
        boolean compareDue,
        Times times) {

    /** A place in a feed, and what stands there; seq 0 and all zeros before the first. */
    public record Place(long seq, UUID uuid) {
        /** Before the first. */
        public static final Place START = new Place(0, new UUID(0, 0));
    }

    /** Which way records go, as seen from this site. */
    public enum Direction {
        /** From here to there only. */
        PUSH,
        /** From there to here only. */
        PULL,
        /** Both ways. */
        BI;

        /** The word for it in tables, on the wire and on screen. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The direction of that word.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Direction ofWord(String word) {
            for (Direction direction : values()) {
                if (direction.word().equals(word)) {
                    return direction;
                }
            }
            throw new IllegalArgumentException("a direction is push, pull or bi, not " + word);
        }

        /** Whether changes go from here to there. */
        public boolean pushes() {
            return this != PULL;
        }

        /** Whether changes come from there to here. */
        public boolean pulls() {
            return this != PUSH;
        }

        /** The same as the other site sees it. */
        public Direction mirrored() {
            return switch (this) {
                case PUSH -> PULL;
                case PULL -> PUSH;
                case BI -> BI;
            };
        }
    }

    /** How a link stands. */
    public enum Status {
        /** Offered, and not accepted yet. */
        INVITED,
        /** In use. */
        ACTIVE,
        /** Rests until someone resumes it. */
        PAUSED;

        /** The word for it in tables and on screen. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Microseconds UTC; 0 for never. */
    public record Times(long added, long updated, long lastSync, long lastPartial, long lastFull) {}
}
