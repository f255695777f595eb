package dev.parley.wire;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.parley.merge.Value;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body of JSON documents, one a line, token by token. Whatever is missing, wrong or cut off becomes a {@link PeerException} with the
 * code {@code malformed} that says what and in which line. The content itself is never repeated in the message: it is somebody's data.
 */
final class DocumentReader implements AutoCloseable {

    private final JsonParser parser;
    private final String what;

    /**
     * Of that stream, which is closed along with this.
     *
     * @param what what is read, for messages: {@code the packets}
     */
    DocumentReader(InputStream in, String what) {
        this.what = what;
        try {
            this.parser = DocumentWriter.JSON.createParser(in);
        } catch (IOException e) {
            throw unreadable(what, e);
        }
    }

    /** Goes to the next document, which must be an object. False at the end of the body. */
    boolean next() {
        JsonToken token = advance();
        if (token == null) {
            return false;
        }
        if (token != JsonToken.START_OBJECT) {
            throw malformed("a line should be a JSON object");
        }
        return true;
    }

    /** Goes to the one document that must be there now. */
    void require() {
        if (!next()) {
            throw malformed("the body ends where another line should be");
        }
    }

    /** Makes sure that nothing follows. */
    void requireEnd() {
        if (advance() != null) {
            throw malformed("something follows after the end");
        }
    }

    /** Enters the object that stands as a value. */
    void enter(String name) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong(name, "an object");
        }
    }

    /** Goes to the next key of the object and on to its value; null at the end of the object. */
    @Nullable
    String key() {
        JsonToken token = advance();
        if (token == JsonToken.END_OBJECT) {
            return null;
        }
        if (token != JsonToken.FIELD_NAME) {
            throw malformed("an object is not complete");
        }
        try {
            String name = parser.currentName();
            parser.nextToken();
            return name;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Enters the array that stands as a value. */
    void enterArray(String name) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(name, "an array");
        }
    }

    /** Goes to the next element of the array; false at its end. */
    boolean element() {
        JsonToken token = advance();
        if (token == null) {
            throw malformed("an array is not complete");
        }
        return token != JsonToken.END_ARRAY;
    }

    /** Passes over a value that this version does not know. */
    void skip() {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    String text(String name) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong(name, "a string");
        }
        try {
            return parser.getText();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    UUID uuid(String name) {
        String text = text(name);
        try {
            return UuidText.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong(name, "a uuid");
        }
    }

    long number(String name) {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw wrong(name, "an integer");
        }
        try {
            return parser.getLongValue();
        } catch (JsonProcessingException e) {
            throw wrong(name, "an integer of at most 64 bits");
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    int count(String name) {
        long number = number(name);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw wrong(name, "a count from 0 to " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    boolean flag(String name) {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw wrong(name, "true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    List<UUID> uuids(String name) {
        enterArray(name);
        List<UUID> uuids = new ArrayList<>();
        while (element()) {
            uuids.add(uuid(name));
        }
        return uuids;
    }

    List<String> texts(String name) {
        enterArray(name);
        List<String> texts = new ArrayList<>();
        while (element()) {
            texts.add(text(name));
        }
        return texts;
    }

    /** An object of field names and values, each text or null. */
    Map<String, Value> values(String name) {
        enter(name);
        Map<String, Value> values = new HashMap<>();
        for (String field = key(); field != null; field = key()) {
            Value value = parser.currentToken() == JsonToken.VALUE_NULL ? Value.NULL : Value.of(text(field));
            if (values.put(field, value) != null) {
                throw malformed("field \"" + field + "\" stands twice in one object");
            }
        }
        return values;
    }

    /** The value, which must have been there. */
    <T> T need(@Nullable T value, String name) {
        if (value == null) {
            throw malformed("\"" + name + "\" is missing");
        }
        return value;
    }

    private PeerException wrong(String name, String expected) {
        return malformed("\"" + name + "\" should be " + expected);
    }

    /** What is wrong, with where. */
    PeerException malformed(String problem) {
        JsonLocation place = parser.currentToken() == null ? parser.currentLocation() : parser.currentTokenLocation();
        return new PeerException(
                "malformed",
                "Could not read " + what + ": line " + place.getLineNr() + ": " + problem + ".",
                "Send it as docs/protocol.md says; if a Parley site sent it, report this.");
    }

    private @Nullable JsonToken advance() {
        try {
            return parser.nextToken();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private PeerException unreadable(IOException e) {
        if (e instanceof JsonProcessingException json) {
            int line = json.getLocation() == null ? 1 : json.getLocation().getLineNr();
            return new PeerException(
                    "malformed",
                    "Could not read " + what + ": line " + line + ": not valid JSON, or cut off.",
                    "Send it again; if it stays so, something between the two sites alters what they send.");
        }
        return unreadable(what, e);
    }

    private static PeerException unreadable(String what, IOException e) {
        return e instanceof TooLargeException tooLarge
                ? tooLarge.asPeerException(what)
                : new PeerException(
                        "malformed",
                        "Could not read " + what + ": it can't be unpacked, or is cut off.",
                        "Send it again; if it stays so, something between the two sites alters what they send.",
                        e);
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
