package dev.parley.server;

import dev.parley.wire.Arguments;
import dev.parley.wire.Command;
import dev.parley.wire.Encoding;
import dev.parley.wire.ErrorCode;
import dev.parley.wire.Form;
import dev.parley.wire.Line;
import dev.parley.wire.PeerException;
import dev.parley.wire.Spool;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/** A request that has arrived whole. Nothing of its body has been looked at. */
final class Incoming implements AutoCloseable {

    private final Context http;
    private final Command command;
    private final Arguments arguments;
    private final Spool body;
    private final long unpackedLimit;
    private final Optional<Line> line;

    Incoming(Context http, Command command, Arguments arguments, Spool body, long unpackedLimit) {
        this(http, command, arguments, body, unpackedLimit, Optional.empty());
    }

    private Incoming(
            Context http, Command command, Arguments arguments, Spool body, long unpackedLimit, Optional<Line> line) {
        this.line = line;
        this.http = http;
        this.command = command;
        this.arguments = arguments;
        this.body = body;
        this.unpackedLimit = unpackedLimit;
    }

    /** A request that came as a line of this one. */
    Incoming part(Line part) {
        return new Incoming(http, part.command(), part.arguments(), body, unpackedLimit, Optional.of(part));
    }

    String method() {
        return http.method().toString();
    }

    Command command() {
        return command;
    }

    Arguments arguments() {
        return arguments;
    }

    Spool body() {
        return body;
    }

    /** Whether there is a body. */
    boolean hasBody() {
        return line.isPresent() ? line.get().body().size() > 0 : body.size() > 0;
    }

    /** A header; empty where there is none. */
    String header(String name) {
        return Objects.requireNonNullElse(http.header(name), "");
    }

    /**
     * What the body says.
     *
     * @throws PeerException if it can't be read
     */
    <T> T read(Form<T> form) {
        if (line.isPresent()) {
            return form.read(line.get().body().open());
        }
        Encoding encoding = Encoding.ofHeader(header("Content-Encoding"))
                .orElseThrow(() -> ErrorCode.ENCODING_UNKNOWN.refuse(
                        "The body is packed in a way that is not known here.", "Use zstd, gzip or none."));
        try (InputStream unpacked = encoding.unpack(body.open(), unpackedLimit)) {
            return form.read(unpacked);
        } catch (IOException e) {
            throw ErrorCode.MALFORMED.refuse(
                    "The body can't be unpacked: it is no " + encoding.word() + ", or cut off.", "Send it again.");
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
