package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.parley.store.TimeSource;
import dev.parley.wire.ListSource;
import dev.parley.wire.ProtocolDoc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in docs/protocol.md is a whole client: it signs, asks, and checks the answer. */
class ShellClientTest {

    private static final UUID ONE = UUID.fromString("11111111-2222-4333-8444-555555555555");

    @Test
    void theScriptListsGetsAndPushes(@TempDir Path folder) throws Exception {
        for (String program : new String[] {"bash", "curl", "openssl", "awk", "od", "paste"}) {
            assumeThat(exists(program)).as(program).isTrue();
        }
        try (Loopback site = new Loopback()) {
            site.clock = TimeSource.SYSTEM;
            site.peer.packets.add(CommandsTest.packet(ONE, "Łódź"));
            site.listing = (query, visitor) -> visitor.module(new ListSource.Module(
                    query.packageName().orElse(""), query.moduleName().orElse(""), Map.of(), Map.of(), Map.of()));

            assertThat(ask(folder, site, "GET", "list", "/dev/null", "package=ciniki", "module=Łódź & 1+1"))
                    .isEqualTo(
                            "{\"ciniki\":{\"Łódź & 1+1\":{\"tables\":{},\"changes\":{},\"uuids\":{},\"settings\":{}}}}\n");
            String record =
                    ask(folder, site, "GET", "get", "/dev/null", "package=ciniki", "module=customers", "uuid=" + ONE);
            assertThat(record).contains("Łódź").endsWith("{\"end\":true,\"packets\":1}\n");
            Path body = Files.writeString(folder.resolve("record"), record);
            assertThat(ask(folder, site, "POST", "push", body.toString())).startsWith("{\"records\":1,");
        }
    }

    private static boolean exists(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static String ask(Path folder, Loopback site, String... arguments)
            throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("ask"), ProtocolDoc.block("script", "ask"));
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PARLEY_URL", site.url().toString(),
                        "PARLEY_BUSINESS", site.business.toString(),
                        "PARLEY_KEY_ID", site.key.id(),
                        "PARLEY_KEY", site.key.secretText()));
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(err)).isEmpty();
        assertThat(process.exitValue()).isZero();
        return Files.readString(out);
    }
}
