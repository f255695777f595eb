package dev.parley.jmh;

import dev.parley.merge.Action;
import dev.parley.merge.Author;
import dev.parley.merge.Change;
import dev.parley.merge.Conflict;
import dev.parley.merge.Conflicts;
import dev.parley.merge.Derived;
import dev.parley.merge.RecordState;
import dev.parley.merge.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** What a record is, from its changes: done for each record that is taken in. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class MergeBenchmark {

    private static final String OBJECT = "ciniki.customers.customer";
    private static final UUID RECORD = new UUID(0x1111111122224333L, 0x8444555555555555L);
    private static final int FIELDS = 20;
    private static final int LONG = 65;

    private Map<String, Value> fields = fields();
    private List<Change> line = line(3);
    private List<Change> longLine = line(LONG);
    private List<Change> concurrent = concurrent();

    private static Map<String, Value> fields() {
        Map<String, Value> fields = new HashMap<>();
        for (int i = 0; i < FIELDS; i++) {
            fields.put("field" + i, Value.of("value " + i));
        }
        return fields;
    }

    private static Change change(int number, Map<String, Value> fields, List<UUID> parents) {
        return new Change(
                new UUID(7, number),
                number == 0 ? Action.ADD : Action.UPDATE,
                OBJECT,
                RECORD,
                fields,
                1_700_000_000_000_000L + number,
                new Author("maria", "web-81", new UUID(5, 5)),
                parents);
    }

    /** An add, and updates of one field after it, each of which knew the one before. */
    private static List<Change> line(int length) {
        List<Change> changes = new ArrayList<>();
        changes.add(change(0, fields(), List.of()));
        for (int i = 1; i < length; i++) {
            changes.add(change(i, Map.of("field" + i % FIELDS, Value.of("new " + i)), List.of(new UUID(7, i - 1))));
        }
        return changes;
    }

    /** A line, and two updates of one field of which neither knew the other. */
    private static List<Change> concurrent() {
        List<Change> changes = line(3);
        UUID head = new UUID(7, 2);
        changes.add(change(10, Map.of("field1", Value.of("here")), List.of(head)));
        changes.add(change(11, Map.of("field1", Value.of("there")), List.of(head)));
        return changes;
    }

    /** The state that three changes make. */
    @Benchmark
    public RecordState three() {
        return RecordState.of(line);
    }

    /** The state that sixty-five changes make. */
    @Benchmark
    public RecordState sixtyFive() {
        return RecordState.of(longLine);
    }

    /** That a change which knew all others brings no conflict. */
    @Benchmark
    public List<Conflict> noConflict() {
        return Conflicts.find(line, Set.of(new UUID(7, 2)), Set.of());
    }

    /** The conflict of two updates of one field. */
    @Benchmark
    public List<Conflict> conflict() {
        return Conflicts.find(concurrent, Set.of(new UUID(7, 11)), Set.of());
    }

    /** The baseline of a row of twenty fields, with its derived uuid. */
    @Benchmark
    public Change baseline() {
        return Derived.baseline(OBJECT, RECORD, 1_296_482_709_000_000L, fields);
    }
}
