package dev.parley.bench;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where figures go, and come from.
 *
 * @param json where they are written for programs
 * @param svg where they are drawn beside their budgets
 * @param from what an earlier run wrote, which is taken instead of measuring
 */
record BenchFiles(Optional<Path> json, Optional<Path> svg, Optional<Path> from) {

    static final BenchFiles NONE = new BenchFiles(Optional.empty(), Optional.empty(), Optional.empty());

    BenchFiles withJson(Path file) {
        return new BenchFiles(Optional.of(file), svg, from);
    }

    BenchFiles withSvg(Path file) {
        return new BenchFiles(json, Optional.of(file), from);
    }

    BenchFiles withFrom(Path file) {
        return new BenchFiles(json, svg, Optional.of(file));
    }
}
