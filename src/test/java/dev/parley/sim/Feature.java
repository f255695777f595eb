package dev.parley.sim;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** A kind of trouble. Each seed leaves some out, so that what is left is met alone and in every company. */
enum Feature {
    /** Requests and answers are lost. */
    LOST,
    /** Requests and answers are cut off in the middle. */
    CUT,
    /** Requests come twice. */
    REPEATED,
    /** Requests come after their sender has given them up. */
    LATE,
    /** Others do something between a request and its answer. */
    MEANWHILE,
    /** Processes die around a commit. */
    CRASHES,
    /** Clocks are wrong, and jump. */
    CLOCKS,
    /** A site is put back to an older backup. */
    RESTORES,
    /** The same person or customer is entered at two sites. */
    TWINS,
    /** Rows differ before the first sync. */
    DRIFT,
    /** Some sites start with nothing at all. */
    EMPTY_SITES,
    /** One site serves a second business, which is nobody else's. */
    OTHER_BUSINESS,
    /** Records are deleted. */
    DELETES,
    /** Deleted records are entered again with the same uuid. */
    READDS,
    /** Rows of key tables get another key. */
    KEY_EDITS,
    /** Fields of natural keys are edited. */
    EMAIL_EDITS,
    /** The database lets no email be there twice. */
    UNIQUE_EMAILS,
    /** Rows are written by INSERT OR REPLACE. */
    REPLACES,
    /** People leave the business and join it again. */
    LEAVING,
    /** Orders have no uuid column: Parley gives them uuids. Whether a seed has it is drawn apart, so that seeds keep the others. */
    GIVEN_UUIDS,
    /** The application of some sites keeps a history of its own. Drawn apart, too. */
    HISTORIES,
    /** People undo uuid maps, wrong or not. Drawn apart, too. */
    UNMAPS,
    /** Some links go one way only. Drawn apart, too. */
    ONE_WAY,
    /** Some objects are synced alone. Drawn apart, too. */
    PARTS,
    /** Plans are held against what syncs then do. Drawn apart, in every fourth seed; {@code dev/sim --plans} has them in all. */
    PLANS;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Feature ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Two in three of them. */
    static Set<Feature> some(Random random) {
        Set<Feature> some = EnumSet.noneOf(Feature.class);
        for (Feature feature : values()) {
            if (feature != GIVEN_UUIDS
                    && feature != HISTORIES
                    && feature != UNMAPS
                    && feature != ONE_WAY
                    && feature != PARTS
                    && feature != PLANS
                    && random.nextInt(3) > 0) {
                some.add(feature);
            }
        }
        return some;
    }
}
