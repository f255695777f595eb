package dev.parley.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.parley.merge.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The fields of a change as they stand in the log's table: one JSON object of canonical texts and nulls, in order of name. */
final class FieldsText {

    private static final JsonFactory JSON = new JsonFactory();

    private FieldsText() {}

    static String write(Map<String, Value> fields) {
        StringWriter text = new StringWriter(32 * fields.size() + 2);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, Value> field : new TreeMap<>(fields).entrySet()) {
                if (field.getValue().isNull()) {
                    json.writeNullField(field.getKey());
                } else {
                    json.writeStringField(field.getKey(), field.getValue().text());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }

    static Map<String, Value> read(String text) {
        Map<String, Value> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                fields.put(name, json.nextToken() == JsonToken.VALUE_NULL ? Value.NULL : Value.of(json.getText()));
            }
        } catch (IOException e) {
            throw new StoreException("the change log holds fields that can't be read: " + e.getMessage(), e);
        }
        return fields;
    }
}
