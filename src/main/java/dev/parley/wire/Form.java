package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * How a message of that type stands in a body. {@link Forms} has one for each.
 *
 * @param <T> the message
 */
public interface Form<T> {

    /** The body's media type. */
    default String mediaType() {
        return "application/json";
    }

    /** Writes the message; leaves the stream open. */
    void write(T message, OutputStream out) throws IOException;

    /**
     * Reads the message and closes the stream.
     *
     * @throws PeerException with code {@code malformed} where the body is not as it should be, or cut off
     */
    T read(InputStream in);
}
