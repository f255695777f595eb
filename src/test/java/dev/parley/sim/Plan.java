package dev.parley.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a seed stands for. Each step has random numbers of its own, so that a step can be left out and the others stay what they were.
 *
 * @param skipped steps that are left out
 */
record Plan(long seed, int sites, Topology topology, Set<Feature> features, int steps, Set<Integer> skipped) {

    private static final long GIVEN_UUIDS = 0x5eed;
    private static final long UNMAPS = 0xa9a7;
    private static final long PLANS = 0x91a5;
    private static final long ONE_WAY = 0x0e3a;
    private static final long PARTS = 0x9a27;

    /** Takes copies that nobody can alter; features keep the order in which they are declared, in every JVM. */
    Plan {
        Set<Feature> ordered = EnumSet.noneOf(Feature.class);
        ordered.addAll(features);
        features = Collections.unmodifiableSet(ordered);
        skipped = Set.copyOf(skipped);
    }

    /** What the seed alone says. */
    static Plan of(long seed) {
        Random random = new Random(mix(seed));
        int sites = 3 + random.nextInt(3);
        Topology[] all = Topology.values();
        Topology topology = all[random.nextInt(all.length)];
        Set<Feature> features = Feature.some(random);
        if (new Random(mix(seed ^ GIVEN_UUIDS)).nextInt(4) == 0) {
            features.add(Feature.GIVEN_UUIDS);
        }
        int steps = 20 + random.nextInt(random.nextBoolean() ? 40 : 150);
        if (random.nextInt(3) == 0) {
            features.add(Feature.HISTORIES);
        }
        if (new Random(mix(seed ^ UNMAPS)).nextInt(3) == 0) {
            features.add(Feature.UNMAPS);
        }
        if (new Random(mix(seed ^ PLANS)).nextInt(4) == 0) {
            features.add(Feature.PLANS);
        }
        if (new Random(mix(seed ^ ONE_WAY)).nextInt(3) == 0) {
            features.add(Feature.ONE_WAY);
        }
        if (new Random(mix(seed ^ PARTS)).nextInt(3) == 0) {
            features.add(Feature.PARTS);
        }
        return new Plan(seed, sites, topology, features, steps, Set.of());
    }

    Plan withSteps(int most) {
        return new Plan(seed, sites, topology, features, Math.min(steps, most), skipped);
    }

    Plan with(Set<Feature> exactly) {
        return new Plan(seed, sites, topology, exactly, steps, skipped);
    }

    /** Only these steps. */
    Plan only(Set<Integer> kept) {
        Set<Integer> others = IntStream.rangeClosed(1, steps).boxed().collect(Collectors.toSet());
        others.removeAll(kept);
        return skipping(others);
    }

    /** The same with another kind of trouble. */
    Plan and(Feature feature) {
        Set<Feature> more = new HashSet<>(features);
        more.add(feature);
        return new Plan(seed, sites, topology, more, steps, skipped);
    }

    Plan without(Set<Feature> left) {
        Set<Feature> fewer = new HashSet<>(features);
        fewer.removeAll(left);
        return new Plan(seed, sites, topology, fewer, steps, skipped);
    }

    Plan skipping(Set<Integer> steps) {
        return new Plan(seed, sites, topology, features, this.steps, steps);
    }

    Random random(int step, String purpose) {
        return new Random(mix(mix(seed) + step * 31L + purpose.hashCode()));
    }

    /** The finalizer of SplitMix64, so that seeds that follow one another have nothing in common. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Which sites are linked. */
    enum Topology {
        LINE,
        RING,
        STAR,
        FULL;

        /** Two sites, by number. */
        record Pair(int one, int other) {}

        List<Pair> pairs(int sites) {
            List<Pair> pairs = new ArrayList<>();
            for (int one = 0; one < sites; one++) {
                for (int other = one + 1; other < sites; other++) {
                    boolean next = other == one + 1;
                    boolean linked =
                            switch (this) {
                                case LINE -> next;
                                case RING -> next || (one == 0 && other == sites - 1);
                                case STAR -> one == 0;
                                case FULL -> true;
                            };
                    if (linked) {
                        pairs.add(new Pair(one, other));
                    }
                }
            }
            return pairs;
        }
    }
}
