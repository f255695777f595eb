package dev.parley.jmh;

import dev.parley.catalogue.Canonical;
import dev.parley.catalogue.CanonicalJson;
import dev.parley.catalogue.FieldKind;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Values of columns in their canonical form: done for each value that is read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class CanonicalBenchmark {

    private String decimal = "-00129.5000";
    private double real = 1234.5678;
    private String time = "2011-01-31 14:05:09.250000";
    private String json = "{\"b\": [1.50, true, null], \"a\": {\"text\": \"Łódź\", \"number\": 1e3}}";

    /** A decimal with needless zeros. */
    @Benchmark
    public String decimal() {
        return Canonical.number(decimal);
    }

    /** A number of double precision. */
    @Benchmark
    public String real() {
        return Canonical.number(real);
    }

    /** A date with a time and a fraction. */
    @Benchmark
    public String time() {
        return Canonical.time(time);
    }

    /** Whether a date with a time is canonical, as what comes over the wire is checked. */
    @Benchmark
    public boolean checked() {
        return Canonical.isCanonical(time, FieldKind.DATETIME);
    }

    /** A small JSON document. */
    @Benchmark
    public String json() {
        return CanonicalJson.of(json).orElseThrow();
    }
}
