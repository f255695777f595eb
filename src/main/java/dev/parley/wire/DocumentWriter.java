package dev.parley.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.parley.merge.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Writes a body of JSON documents, one a line, token by token. Leaves the stream open. */
final class DocumentWriter {

    /** How long one value may be, in characters. What a body may hold is bounded before it comes here. */
    private static final int LONGEST_TEXT = 256 << 20;

    /** Names are not interned: they come from others, and would stay for ever. */
    static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private final JsonGenerator json;

    DocumentWriter(OutputStream out) throws IOException {
        json = JSON.createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setRootValueSeparator(null);
    }

    /** Begins a document, or an object as an element of an array. */
    DocumentWriter begin() throws IOException {
        json.writeStartObject();
        return this;
    }

    /** Begins an object under that key. */
    DocumentWriter begin(String key) throws IOException {
        json.writeObjectFieldStart(key);
        return this;
    }

    /** Ends an object. */
    DocumentWriter end() throws IOException {
        json.writeEndObject();
        return this;
    }

    /** Ends a document and its line. */
    void endLine() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    DocumentWriter beginArray(String key) throws IOException {
        json.writeArrayFieldStart(key);
        return this;
    }

    DocumentWriter endArray() throws IOException {
        json.writeEndArray();
        return this;
    }

    DocumentWriter text(String key, String value) throws IOException {
        json.writeStringField(key, value);
        return this;
    }

    DocumentWriter uuid(String key, UUID value) throws IOException {
        json.writeStringField(key, value.toString());
        return this;
    }

    DocumentWriter number(String key, long value) throws IOException {
        json.writeNumberField(key, value);
        return this;
    }

    DocumentWriter flag(String key, boolean value) throws IOException {
        json.writeBooleanField(key, value);
        return this;
    }

    DocumentWriter texts(String key, Collection<?> values) throws IOException {
        json.writeArrayFieldStart(key);
        for (Object value : values) {
            json.writeString(value.toString());
        }
        json.writeEndArray();
        return this;
    }

    DocumentWriter values(String key, Map<String, Value> values) throws IOException {
        json.writeObjectFieldStart(key);
        for (Map.Entry<String, Value> field : values.entrySet()) {
            json.writeFieldName(field.getKey());
            if (field.getValue().isNull()) {
                json.writeNull();
            } else {
                json.writeString(field.getValue().text());
            }
        }
        json.writeEndObject();
        return this;
    }

    /** Hands everything to the stream and gives the buffers back. */
    void finish() throws IOException {
        json.close();
    }
}
