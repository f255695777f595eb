package dev.parley.catalogue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes a JSON document in the one form that is the same from every engine: no spaces, keys in order, of a repeated key the last value,
 * numbers as {@link Canonical#number(String)} has them. It says what the document said; how it was laid out is not kept.
 */
public final class CanonicalJson {

    private static final JsonFactory JSON = new JsonFactory();

    private CanonicalJson() {}

    /** The document in canonical form; absent where the text is no JSON. */
    public static Optional<String> of(String text) {
        StringWriter written = new StringWriter(text.length());
        try (JsonParser from = JSON.createParser(text)) {
            if (from.nextToken() == null) {
                return Optional.empty();
            }
            try (JsonGenerator to = JSON.createGenerator(written)) {
                value(from, to);
            }
            return from.nextToken() == null ? Optional.of(written.toString()) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static void value(JsonParser from, JsonGenerator to) throws IOException {
        switch (from.currentToken()) {
            case START_OBJECT -> object(from, to);
            case START_ARRAY -> {
                to.writeStartArray();
                while (from.nextToken() != JsonToken.END_ARRAY) {
                    value(from, to);
                }
                to.writeEndArray();
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> to.writeNumber(Canonical.number(from.getText()));
            default -> to.copyCurrentEvent(from);
        }
    }

    private static void object(JsonParser from, JsonGenerator to) throws IOException {
        Map<String, String> members = new TreeMap<>();
        while (from.nextToken() == JsonToken.FIELD_NAME) {
            String name = from.currentName();
            from.nextToken();
            StringWriter member = new StringWriter();
            try (JsonGenerator one = JSON.createGenerator(member)) {
                value(from, one);
            }
            members.put(name, member.toString());
        }
        to.writeStartObject();
        for (Map.Entry<String, String> member : members.entrySet()) {
            to.writeFieldName(member.getKey());
            to.writeRawValue(member.getValue());
        }
        to.writeEndObject();
    }
}
