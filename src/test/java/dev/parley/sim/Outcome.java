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
        return of(plan, trace, Optional.empty());
    }

    /**
     * Plays a plan to its end.
     *
     * @param question a query that is put to every site where it failed
     */
    static Outcome of(Plan plan, Trace trace, Optional<String> question) {
        try (World world = new World(plan, trace)) {
            try {
                world.play();
                return new Outcome(world.network().faults(), Optional.empty());
            } catch (Failure failure) {
                question.ifPresent(sql -> world.sites()
                        .forEach(site ->
                                trace.line(0, 0, () -> site + ": " + site.sql().rows(sql))));
                return new Outcome(world.network().faults(), Optional.of(failure));
            }
        }
    }
}
