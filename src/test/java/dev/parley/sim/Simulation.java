package dev.parley.sim;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Runs worlds from the command line: see {@code dev/sim}. */
@SuppressWarnings("SystemOut")
public final class Simulation {

    private Duration time = Duration.ZERO;
    private long firstSeed;
    private boolean oneSeed;
    private Optional<String> question = Optional.empty();
    private boolean traced;
    private boolean shrinking;
    private UnaryOperator<Plan> change = plan -> plan;

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
                case "--steps" -> {
                    int most = Integer.parseInt(arguments[++i]);
                    change(plan -> plan.withSteps(most));
                }
                case "--only" -> {
                    Set<Integer> only = numbers(arguments[++i]);
                    change(plan -> plan.only(only));
                }
                case "--with" -> {
                    Set<Feature> with = features(arguments[++i]);
                    change(plan -> plan.with(with));
                }
                case "--plans" -> change(plan -> plan.and(Feature.PLANS));
                case "--and" -> {
                    Feature and = Feature.ofWord(arguments[++i]);
                    change(plan -> plan.and(and));
                }
                case "--without" -> {
                    Set<Feature> without = features(arguments[++i]);
                    change(plan -> plan.without(without));
                }
                case "--ask" -> question = Optional.of(arguments[++i]);
                case "--trace" -> traced = true;
                case "--shrink" -> shrinking = true;
                default -> throw new IllegalArgumentException("dev/sim does not know " + arguments[i]);
            }
        }
    }

    private void change(UnaryOperator<Plan> next) {
        UnaryOperator<Plan> before = change;
        change = plan -> next.apply(before.apply(plan));
    }

    private static Set<Integer> numbers(String list) {
        return Arrays.stream(list.split(",", -1)).map(Integer::parseInt).collect(Collectors.toSet());
    }

    private static Set<Feature> features(String list) {
        return Arrays.stream(list.split(","))
                .filter(word -> !word.equals("none"))
                .map(Feature::ofWord)
                .collect(Collectors.toSet());
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
        Plan plan = change.apply(Plan.of(seed));
        Outcome outcome = Outcome.of(plan, traced || question.isPresent() ? Trace.PRINTED : Trace.SILENT, question);
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
                System.out.printf("shrunk: dev/sim --seed %d %s%n", seed, Shrinking.arguments(shrunk));
                Outcome again = Outcome.of(shrunk, Trace.PRINTED, question);
                again.failure().ifPresent(left -> System.out.println(left.getMessage()));
            }
        } else if (!oneSeed) {
            System.out.printf("seed %d ok%n", seed);
        }
    }
}
