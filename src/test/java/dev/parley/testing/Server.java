package dev.parley.testing;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A running server, or what stands for one. */
abstract class Server {
    private static final Map<Kind, Server> RUNNING = new HashMap<>();

    private record Kind(Engine engine, Durability durability) {

        String word() {
            String name = engine.name().toLowerCase(Locale.ROOT);
            return durability == Durability.NONE ? name : "durable-" + name;
        }
    }

    abstract TestDatabase newDatabase() throws Exception;

    abstract void stop() throws Exception;

    /** The server of this JVM, started if it is the first time that it is asked for. */
    static synchronized Server of(Engine engine, Durability durability) throws Exception {
        Kind kind = new Kind(engine, durability);
        Server running = RUNNING.get(kind);
        return running == null ? start(kind) : running;
    }

    private static Server start(Kind kind) throws Exception {
        Engine engine = kind.engine();
        Folder folder = Folder.create(kind.word(), kind.durability());
        Server server =
                switch (engine) {
                    case SQLITE -> new SqliteFiles(folder);
                    case POSTGRESQL -> new PostgresqlServer(folder, kind.durability());
                    case MARIADB -> new MariadbServer(folder, kind.durability());
                };
        RUNNING.put(kind, server);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stopAndRemove(folder), "stop-" + kind.word()));
        return server;
    }

    private void stopAndRemove(Folder folder) {
        try {
            stop();
            folder.remove();
        } catch (Exception e) {
            System.err.println("cannot stop what is in " + folder.path() + ": " + e);
        }
    }
}
