package dev.parley.jmh;

import dev.parley.wire.Arguments;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.LinkKey;
import dev.parley.wire.Signature;
import dev.parley.wire.Stamp;
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

/** Signatures: two are made and two checked for each request. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class SigningBenchmark {

    private static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private LinkKey key = LinkKey.of("demo-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
    private Signature.Request request = new Signature.Request(
            "GET",
            "/sync/v1/list",
            Arguments.NONE
                    .with("business_uuid", "7b6f3a1e-52c4-4c1d-9a53-0a2f6f1f9f10")
                    .with("package", "ciniki")
                    .with("module", "customers")
                    .with("key_id", "demo-key")
                    .with("timestamp", "1700000000")
                    .with("nonce", "5f0c8d9a4b3e2f10"),
            NOTHING);
    private Signature.Answer answer = new Signature.Answer(
            "00000000000000000000000000000002",
            200,
            "a8fbda39778e61b082519eb4bbd454ba05149cae77577b932c5e14cad0ba2fe6");
    private Signature.Beside beside = new Signature.Beside(
            new Stamp("demo-key", "1700000001", "00000000000000000000000000000002"),
            "demo-key",
            UUID.fromString("0f3c2b1a-9d1e-4c55-8a07-6f6f4c1d2e02"),
            new Checkpoint(42, UUID.fromString("9f0c8d9a-4b3e-4f10-8a21-000000000042")));
    private String given = "adc98b39223e7b17c6b050ebec51c43b96d5c62b26dae327d5e58b56ff49aa3f";

    /** The signature of a request with six arguments. */
    @Benchmark
    public String request() {
        return request.sign(key);
    }

    /** Whether the signature of an answer is right. */
    @Benchmark
    public boolean answer() {
        return Signature.matches(answer.sign(key), given);
    }

    /** The signature of a link that waits beside another. */
    @Benchmark
    public String beside() {
        return beside.sign(key);
    }
}
