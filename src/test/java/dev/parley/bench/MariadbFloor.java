package dev.parley.bench;

import dev.parley.testing.Engine;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code mariadb-dump | mariadb} as the engine's own programs do it, without making the tables anew. */
final class MariadbFloor implements Floor {

    @Override
    public String what() {
        return "mariadb-dump | mariadb";
    }

    @Override
    public void copy(BenchDatabase from, BenchDatabase to) throws IOException, InterruptedException {
        List<String> dump = new ArrayList<>(
                List.of("--no-create-info", "--skip-triggers", "--single-transaction", "--quick", from.name()));
        dump.addAll(BenchTables.NAMES);
        List<Process> pipe = ProcessBuilder.startPipeline(
                List.of(program("mariadb-dump", from, dump), program("mariadb", to, List.of(to.name()))));
        for (Process process : pipe) {
            if (process.waitFor() != 0) {
                throw new IOException("mariadb-dump | mariadb ended with " + process.exitValue());
            }
        }
    }

    private static ProcessBuilder program(String name, BenchDatabase database, List<String> arguments) {
        Path programs = Engine.MARIADB.programs();
        URI address = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("bin").resolve(name).toString(),
                "--no-defaults",
                "--host=" + address.getHost(),
                "--port=" + address.getPort(),
                "--user=" + database.user(),
                "--skip-ssl"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        builder.environment().put("MYSQL_PWD", database.password());
        builder.environment().put("LD_LIBRARY_PATH", programs.resolve("libs").toString());
        return builder;
    }
}
