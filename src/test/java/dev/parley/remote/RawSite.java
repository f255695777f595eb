package dev.parley.remote;

import dev.parley.wire.Arguments;
import dev.parley.wire.LinkKey;
import dev.parley.wire.Signature;
import dev.parley.wire.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** A site made of a bare socket, which answers in whatever way a test says, also in ways that no site should. */
final class RawSite implements AutoCloseable {

    final LinkKey key = LinkKey.random(new SecureRandom());
    final UUID business = new UUID(1, 1);
    final List<String> nonces = Collections.synchronizedList(new ArrayList<>());
    private final ServerSocket socket;
    private final Behaviour behaviour;

    /** What is done with each request. The connection is closed after. */
    interface Behaviour {
        void answer(Exchange exchange) throws IOException;
    }

    /** One request that has arrived. */
    final class Exchange {
        final int number;
        final String nonce;
        private final Socket connection;

        Exchange(int number, String nonce, Socket connection) {
            this.number = number;
            this.nonce = nonce;
            this.connection = connection;
        }

        void write(byte[] bytes) throws IOException {
            OutputStream out = connection.getOutputStream();
            out.write(bytes);
            out.flush();
        }

        void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Waits until the other end has gone. */
        void hold() throws IOException {
            connection.getInputStream().read();
        }

        /** A whole answer with a good signature. */
        String signed(int status, String mediaType, String body) throws IOException {
            String signature = new Signature.Answer(nonce, status, sha256(body)).sign(key);
            return answer(status, mediaType, body, "Parley-Signature: " + signature + "\r\n");
        }

        String unsigned(int status, String mediaType, String body) {
            return answer(status, mediaType, body, "");
        }

        private String answer(int status, String mediaType, String body, String headers) {
            return "HTTP/1.1 " + status + " X\r\nContent-Type: " + mediaType + "\r\nConnection: close\r\n" + headers
                    + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
        }
    }

    RawSite(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "raw-site");
        thread.setDaemon(true);
        thread.start();
    }

    RemoteSite site() {
        return new RemoteSite(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/prefix/"), business, key);
    }

    private void serve() {
        int number = 0;
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                number++;
                String nonce = request(connection.getInputStream());
                nonces.add(nonce);
                behaviour.answer(new Exchange(number, nonce, connection));
            } catch (IOException e) {
                // The test is over, or the other end has gone, which is what some tests are about.
            }
        }
    }

    /** Reads a request and gives its nonce. */
    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("no whole request came");
            }
            head.append((char) b);
        }
        String[] lines = head.toString().split("\r\n", -1);
        for (String line : lines) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                in.readNBytes(
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()));
            }
        }
        String target = lines[0].split(" ", -1)[1];
        int query = target.indexOf('?');
        return query < 0
                ? ""
                : Arguments.ofQuery(target.substring(query + 1)).value("nonce").orElse("");
    }

    static String sha256(String text) {
        try (Spool spool = new Spool(1 << 20)) {
            spool.write(text.getBytes(StandardCharsets.UTF_8));
            return spool.sha256();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
