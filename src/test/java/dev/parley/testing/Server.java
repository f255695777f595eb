package dev.parley.testing;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** A running server, or what stands for one. */
abstract class Server {
    private static final Map<Engine, Server> RUNNING = new EnumMap<>(Engine.class);

    abstract TestDatabase newDatabase() throws Exception;

    abstract void stop() throws Exception;

    /** The server of this JVM, started if it is the first time that it is asked for. */
    static synchronized Server of(Engine engine) throws Exception {
        Server running = RUNNING.get(engine);
        return running == null ? start(engine) : running;
    }

    private static Server start(Engine engine) throws Exception {
        Folder folder = Folder.create(engine.name().toLowerCase(Locale.ROOT));
        Server server =
                switch (engine) {
                    case SQLITE -> new SqliteFiles(folder);
                    case POSTGRESQL -> new PostgresqlServer(folder);
                    case MARIADB -> new MariadbServer(folder);
                };
        RUNNING.put(engine, server);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stopAndRemove(folder), "stop-" + engine));
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
