package dev.parley.jmh;

import dev.parley.digest.ContentHash;
import dev.parley.digest.Entry;
import dev.parley.digest.Fingerprint;
import dev.parley.merge.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

/** What a record and a range come to: done for each record that is compared. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class FingerprintBenchmark {

    private static final int RANGE = 1000;
    private static final int FIELDS = 20;

    private UUID record = new UUID(0x1111111122224333L, 0x8444555555555555L);
    private List<Entry> range = range();
    private List<byte[]> fields = fields();
    private ContentHash hash = new ContentHash();

    private static List<Entry> range() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < RANGE; i++) {
            entries.add(new Entry(new UUID(i, ~i), i * 31L, i * 17L));
        }
        return entries;
    }

    private static List<byte[]> fields() {
        List<byte[]> fields = new ArrayList<>();
        for (int i = 0; i < FIELDS; i++) {
            fields.add(("value of field " + i).getBytes(StandardCharsets.UTF_8));
        }
        return fields;
    }

    /** The content of a record of twenty fields. */
    @Benchmark
    public Entry content() {
        hash.clear();
        fields.forEach(hash::add);
        return hash.entry(record);
    }

    /** The fingerprint of a thousand records. */
    @Benchmark
    public Fingerprint thousand() {
        return Fingerprint.of(range);
    }

    /** One change more in a record's version. */
    @Benchmark
    public Version version() {
        return Version.NONE.plus(record);
    }
}
