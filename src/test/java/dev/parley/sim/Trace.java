package dev.parley.sim;

import java.util.function.Supplier;

/** Tells what happens, if anybody wants to know. */
@FunctionalInterface
interface Trace {

    Trace SILENT = (step, depth, line) -> {};

    @SuppressWarnings("SystemOut")
    Trace PRINTED = (step, depth, line) -> System.out.println(step + " " + "  ".repeat(depth) + line.get());

    void line(int step, int depth, Supplier<String> line);
}
