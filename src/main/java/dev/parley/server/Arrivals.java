package dev.parley.server;

import dev.parley.store.TimeSource;
import dev.parley.wire.Arguments;
import dev.parley.wire.Command;
import dev.parley.wire.ErrorCode;
import dev.parley.wire.PeerException;
import dev.parley.wire.Spool;
import dev.parley.wire.TooLargeException;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

/** Takes requests in, as far as that can be done for somebody unknown: bounded in size and time. */
final class Arrivals {

    private static final int BUFFER = 1 << 16;
    private static final long MICROS_PER_MILLI = 1000;

    private final ServerLimits limits;
    private final TimeSource clock;

    Arrivals(ServerLimits limits, TimeSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** The command that the path names, if it may be asked by that method. */
    static Command command(Context http) {
        String path = http.path();
        String word = path.startsWith(Command.PATH) ? path.substring(Command.PATH.length()) : "";
        Command command = Command.ofWord(word)
                .orElseThrow(() -> ErrorCode.COMMAND_UNKNOWN.refuse(
                        "There is no such command at this address.", "docs/protocol.md lists the commands."));
        boolean taken =
                http.method().equals(HandlerType.POST) || (http.method().equals(HandlerType.GET) && command.byGet());
        if (!taken) {
            throw ErrorCode.METHOD_WRONG.refuse(
                    "The command " + command.word() + " does not take that method.",
                    command.byGet() ? "Use GET or POST." : "Use POST.");
        }
        return command;
    }

    /** The whole request. */
    Incoming take(Context http, Command command) throws IOException {
        Arguments arguments = Arguments.ofQuery(Objects.requireNonNullElse(http.queryString(), ""));
        Spool body = new Spool(limits.bodies().sent());
        try {
            receive(http, body);
            return new Incoming(http, command, arguments, body, limits.bodies().unpacked());
        } catch (IOException | RuntimeException | Error e) {
            body.close();
            throw e;
        }
    }

    private void receive(Context http, Spool body) throws IOException {
        long deadline = clock.micros() + limits.arrival().toMillis() * MICROS_PER_MILLI;
        InputStream in = http.req().getInputStream();
        byte[] buffer = new byte[BUFFER];
        try {
            if (http.req().getContentLengthLong() > limits.bodies().sent()) {
                throw new TooLargeException(limits.bodies().sent());
            }
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                body.write(buffer, 0, read);
                checkTime(deadline);
            }
        } catch (TooLargeException e) {
            // Who is still sending does not listen yet, so some of it is taken, and thrown away, before the answer.
            drain(in, buffer, deadline);
            throw e.asPeerException("the body of the request");
        } catch (IOException e) {
            throw interrupted(e);
        }
    }

    private void drain(InputStream in, byte[] buffer, long deadline) throws IOException {
        long left = limits.bodies().sent();
        for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
            left -= read;
            checkTime(deadline);
        }
    }

    private void checkTime(long deadline) {
        if (clock.micros() > deadline) {
            throw late();
        }
    }

    private static PeerException interrupted(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return late();
            }
        }
        return ErrorCode.MALFORMED.refuse("The body of the request is cut off.", "Send it again.");
    }

    private static PeerException late() {
        return ErrorCode.REQUEST_TIMEOUT.refuse(
                "The body of the request took too long to arrive.", "Send less at once, or over a better line.");
    }
}
