package dev.parley.sim;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/** Runs worlds from the command line: see {@code dev/sim}. */
@SuppressWarnings("SystemOut")
public final class Simulation {

    private Duration time = Duration.ZERO;
    private long firstSeed;
    private boolean oneSeed;
    private int steps = Integer.MAX_VALUE;
    private boolean traced;
    private boolean shrinking;
    private final Set<Feature> without = EnumSet.noneOf(Feature.class);

    private int seeds;
    private long stepsDone;
    private long faults;
    private int failures;

    private Simulation() {}

    /** See {@code dev/sim}. */
    public static void main(String[] arguments) {
        Simulation simulation = new Simulation();
        simulation.read(arguments);
        simulation.run();
        System.out.printf(
                "seeds %d, steps %d, faults %d, failures %d%n",
                simulation.seeds, simulation.stepsDone, simulation.faults, simulation.failures);
        System.exit(simulation.failures > 0 ? 1 : 0);
    }

    private void read(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--seconds" -> time = Duration.ofSeconds(Long.parseLong(arguments[++i]));
                case "--seed" -> {
                    firstSeed = Long.parseLong(arguments[++i]);
                    oneSeed = true;
                }
                case "--steps" -> steps = Integer.parseInt(arguments[++i]);
                case "--without" -> {
                    for (String word : arguments[++i].split(",", -1)) {
                        without.add(Feature.ofWord(word));
                    }
                }
                case "--trace" -> traced = true;
                case "--shrink" -> shrinking = true;
                default -> throw new IllegalArgumentException("dev/sim does not know " + arguments[i]);
            }
        }
    }

    private void run() {
        if (oneSeed) {
            play(firstSeed);
            return;
        }
        long end = System.nanoTime() + time.toNanos();
        Random fresh = new Random();
        while (System.nanoTime() < end) {
            play(fresh.nextInt(Integer.MAX_VALUE));
        }
    }

    private void play(long seed) {
        Plan plan = Plan.of(seed).withSteps(steps).without(without);
        Outcome outcome = Outcome.of(plan, traced ? Trace.PRINTED : Trace.SILENT);
        seeds++;
        stepsDone += plan.steps();
        faults += outcome.faults();
        if (outcome.failure().isPresent()) {
            failures++;
            Failure failure = outcome.failure().get();
            System.out.printf("seed %d failed after %d steps: %s%n", seed, plan.steps(), failure.getMessage());
            if (oneSeed && failure.getCause() != null) {
                failure.getCause().printStackTrace(System.out);
            }
            if (shrinking) {
                Plan shrunk = Shrinking.shrink(plan, failure.kind());
                System.out.printf("shrunk to steps %s, features %s%n", Shrinking.left(shrunk), shrunk.features());
                Outcome again = Outcome.of(shrunk, Trace.PRINTED);
                again.failure().ifPresent(left -> System.out.println(left.getMessage()));
            }
        } else if (!oneSeed) {
            System.out.printf("seed %d ok%n", seed);
        }
    }
}
