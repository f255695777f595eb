package dev.parley.server;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A web server at one address: the endpoints, and whatever else is put into it. */
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** Enough for a hundred uuids among the arguments. */
    private static final int REQUEST_HEADERS = 16 << 10;

    private final Javalin javalin;

    private Server(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Where it listens.
     *
     * @param host such as {@code 127.0.0.1}
     * @param port 0 for any that is free
     */
    public record Address(String host, int port) {}

    /**
     * Starts.
     *
     * @param parts what it serves, such as {@link SyncEndpoints#addTo}
     */
    public static Server start(Address address, ServerLimits limits, List<Consumer<JavalinConfig>> parts) {
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            // Answers are packed before they are signed.
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.jetty.addConnector((jetty, http) -> {
                http.setSendServerVersion(false);
                http.setRequestHeaderSize(REQUEST_HEADERS);
                ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
                connector.setHost(address.host());
                connector.setPort(address.port());
                connector.setIdleTimeout(limits.idle().toMillis());
                return connector;
            });
            config.jetty.modifyServer(jetty -> jetty.setErrorHandler(new BareErrors()));
            parts.forEach(part -> part.accept(config));
        });
        javalin.start();
        LOG.info("event=listening host={} port={}", address.host(), javalin.port());
        return new Server(javalin);
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
