package dev.parley.sim;

import java.util.Optional;

/**
 * How a world ended.
 *
 * @param faults how much trouble it had
 * @param failure what must not happen and did
 */
record Outcome(int faults, Optional<Failure> failure) {

    /** Plays a plan to its end. */
    static Outcome of(Plan plan, Trace trace) {
        try (World world = new World(plan, trace)) {
            try {
                world.play();
                return new Outcome(world.network().faults(), Optional.empty());
            } catch (Failure failure) {
                return new Outcome(world.network().faults(), Optional.of(failure));
            }
        }
    }
}
