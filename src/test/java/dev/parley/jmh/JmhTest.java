package dev.parley.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.digest.Entry;
import dev.parley.digest.Fingerprint;
import dev.parley.merge.Change;
import dev.parley.merge.Conflict;
import dev.parley.merge.RecordState;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Benchmark;

/** What is measured is the right thing. */
class JmhTest {

    private final Map<String, Consumer<Object>> checks = new HashMap<>();

    @Test
    void eachBenchmarkGivesTheRightResult() throws Exception {
        is("CanonicalBenchmark.decimal", "-129.5");
        is("CanonicalBenchmark.real", "1234.5678");
        is("CanonicalBenchmark.time", "2011-01-31 14:05:09.25");
        is("CanonicalBenchmark.checked", false);
        is("CanonicalBenchmark.json", "{\"a\":{\"number\":1000,\"text\":\"Łódź\"},\"b\":[1.5,true,null]}");
        check("FingerprintBenchmark.content", Entry.class, content -> assertThat(content.record())
                .isEqualTo(UUID.fromString("11111111-2222-4333-8444-555555555555")));
        check("FingerprintBenchmark.thousand", Fingerprint.class, fingerprint -> assertThat(fingerprint.count())
                .isEqualTo(1000));
        check("FingerprintBenchmark.version", Object.class, version -> assertThat(version.toString())
                .isNotEmpty());
        check("MergeBenchmark.three", RecordState.class, state -> {
            assertThat(state.exists()).isTrue();
            assertThat(state.heads()).containsExactly(new UUID(7, 2));
            assertThat(state.missing()).isEmpty();
        });
        check("MergeBenchmark.sixtyFive", RecordState.class, state -> assertThat(state.heads())
                .containsExactly(new UUID(7, 64)));
        is("MergeBenchmark.noConflict", List.of());
        check("MergeBenchmark.conflict", List.class, conflicts -> assertThat((List<?>) conflicts)
                .singleElement()
                .isInstanceOfSatisfying(
                        Conflict.class,
                        conflict -> assertThat(conflict.winner().uuid()).isEqualTo(new UUID(7, 11))));
        check("MergeBenchmark.baseline", Change.class, baseline -> assertThat(
                        baseline.uuid().version())
                .isEqualTo(8));
        // As the protocol has them.
        is("SigningBenchmark.request", "231cb568878e47f798c56c8b8ee0db24af3bc0a279f1783d813b8d336f970565");
        is("SigningBenchmark.answer", true);
        is("SigningBenchmark.beside", "f25b6cc07d867f97536146822d9eea560b2d61b4e058901e6305583acacb1657");

        Set<String> run = new HashSet<>();
        for (Class<?> benchmarks : Jmh.BENCHMARKS) {
            Object instance = benchmarks.getConstructor().newInstance();
            for (Method method : methods(benchmarks)) {
                String name = benchmarks.getSimpleName() + "." + method.getName();
                run.add(name);
                assertThat(checks).containsKey(name);
                Object once = method.invoke(instance);
                Objects.requireNonNull(checks.get(name)).accept(once);
                assertThat(method.invoke(instance)).as(name + " again").isEqualTo(once);
            }
        }
        assertThat(run).isEqualTo(checks.keySet());
    }

    @Test
    void allAreFoundByJmh(@TempDir Path folder) throws Exception {
        Jmh.generate(folder);

        String found = Files.readString(folder.resolve("META-INF/BenchmarkList"));
        for (Class<?> benchmarks : Jmh.BENCHMARKS) {
            for (Method method : methods(benchmarks)) {
                assertThat(found).contains(benchmarks.getName()).contains(method.getName());
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(Path::toString)).anyMatch(name -> name.endsWith(".class"));
        }
    }

    private static List<Method> methods(Class<?> benchmarks) {
        return Arrays.stream(benchmarks.getMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .toList();
    }

    private void is(String name, Object expected) {
        checks.put(name, given -> assertThat(given).as(name).isEqualTo(expected));
    }

    private <T> void check(String name, Class<T> type, Consumer<T> check) {
        checks.put(name, given -> check.accept(type.cast(given)));
    }
}
