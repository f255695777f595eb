package dev.parley.sim;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds a shorter play that fails in the same way: leaves out features, then steps, as long as it still fails. */
final class Shrinking {

    private Shrinking() {}

    static Plan shrink(Plan failing, String kind) {
        Plan plan = failing;
        for (Feature feature : Feature.values()) {
            plan = keepIfFailing(plan, plan.without(EnumSet.of(feature)), kind);
        }
        for (int size = Math.max(1, plan.steps() / 2); size >= 1; size /= 2) {
            for (int from = 1; from <= plan.steps(); from += size) {
                Set<Integer> skipped = new TreeSet<>(plan.skipped());
                IntStream.range(from, from + size).forEach(skipped::add);
                plan = keepIfFailing(plan, plan.skipping(skipped), kind);
            }
        }
        return plan;
    }

    /** What plays the plan again on the command line. */
    static String arguments(Plan plan) {
        return "--with %s --only %s"
                .formatted(
                        plan.features().stream().sorted().map(Feature::word).collect(Collectors.joining(",")),
                        left(plan).stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    private static List<Integer> left(Plan plan) {
        return IntStream.rangeClosed(1, plan.steps())
                .filter(step -> !plan.skipped().contains(step))
                .boxed()
                .toList();
    }

    private static Plan keepIfFailing(Plan plan, Plan shorter, String kind) {
        if (left(shorter).size() == left(plan).size() && shorter.features().equals(plan.features())) {
            return plan;
        }
        Optional<Failure> failure = Outcome.of(shorter, Trace.SILENT).failure();
        return failure.isPresent() && failure.get().kind().equals(kind) ? shorter : plan;
    }
}
