package dev.parley.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One request of a script that is rehearsed.
 *
 * @param body as the command takes it, not packed
 */
public record Line(Command command, Arguments arguments, Body body) {

    /** Bytes. */
    public static final class Body {
        private final byte[] bytes;

        Body(byte[] bytes) {
            this.bytes = bytes;
        }

        /** How many there are. */
        public int size() {
            return bytes.length;
        }

        /** From the first on. */
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Body body && Arrays.equals(bytes, body.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }

    /** A request with that message. */
    public static <Q> Line of(Command command, Arguments arguments, Form<Q> form, Q message) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (message != Forms.Nothing.NOTHING) {
            try {
                form.write(message, body);
            } catch (IOException e) {
                throw new UncheckedIOException("memory refused to be written to", e);
            }
        }
        return new Line(command, arguments, new Body(body.toByteArray()));
    }
}
