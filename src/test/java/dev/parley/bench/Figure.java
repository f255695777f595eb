package dev.parley.bench;

import dev.parley.testing.Engine;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One figure.
 *
 * @param name what was measured
 * @param records how many records there were
 * @param floor what the value is compared with; empty where with nothing
 * @param floorValue the same, in the value's unit
 * @param budget at most: of the ratio where there is a floor, else of the value
 */
record Figure(
        String name,
        Engine engine,
        int records,
        double value,
        String unit,
        String floor,
        OptionalDouble floorValue,
        OptionalDouble budget) {

    /** A figure that stands for itself. */
    static Figure alone(String name, Case of, double value, String unit, OptionalDouble budget) {
        return new Figure(name, of.engine(), of.records(), value, unit, "", OptionalDouble.empty(), budget);
    }

    /** A time beside its floor. */
    static Figure beside(String name, Case of, double seconds, String floor, double least, OptionalDouble budget) {
        return new Figure(name, of.engine(), of.records(), seconds, "s", floor, OptionalDouble.of(least), budget);
    }

    /**
     * What was measured with.
     *
     * @param records how many records there were
     */
    record Case(Engine engine, int records) {}

    /** The value as so many times the floor. */
    OptionalDouble ratio() {
        return floorValue.isPresent() ? OptionalDouble.of(value / floorValue.getAsDouble()) : OptionalDouble.empty();
    }

    /** Whether it is above its budget. */
    boolean isAbove() {
        return budget.isPresent() && ratio().orElse(value) > budget.getAsDouble();
    }

    /** The name of the engine in options and figures. */
    String engineName() {
        return engine.name().toLowerCase(Locale.ROOT);
    }
}
