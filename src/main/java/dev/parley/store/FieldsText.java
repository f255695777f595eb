package dev.parley.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.parley.merge.Fields;
import dev.parley.merge.Value;
import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The fields of a change as they stand in the log's table: one JSON object of canonical texts and nulls, in order of name. Written, and as a rule
 * read, without a library, which costs more to set up for each than such a short text does.
 */
final class FieldsText {

    private static final JsonFactory JSON = new JsonFactory();
    private static final HexFormat HEX = HexFormat.of();

    private FieldsText() {}

    static String write(Map<String, Value> fields) {
        StringBuilder text = new StringBuilder(32 * fields.size() + 2).append('{');
        Fields.of(fields).forEach((name, value) -> {
            if (text.length() > 1) {
                text.append(',');
            }
            quoted(name, text);
            text.append(':');
            if (value.isNull()) {
                text.append("null");
            } else {
                quoted(value.text(), text);
            }
        });
        return text.append('}').toString();
    }

    private static void quoted(String value, StringBuilder text) {
        text.append('"');
        int done = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                text.append(value, done, i);
                escaped(c, text);
                done = i + 1;
            }
        }
        text.append(value, done, value.length()).append('"');
    }

    private static void escaped(char c, StringBuilder text) {
        switch (c) {
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '"', '\\' -> text.append('\\').append(c);
            default -> text.append("\\u").append(HEX.toHexDigits(c));
        }
    }

    static Fields read(String text) {
        return text.indexOf('\\') < 0 ? new Plain(text).fields() : any(text);
    }

    private static Fields any(String text) {
        Map<String, Value> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                fields.put(name, json.nextToken() == JsonToken.VALUE_NULL ? Value.NULL : Value.of(json.getText()));
            }
        } catch (IOException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
        return Fields.of(fields);
    }

    private static StoreException unreadable(String why) {
        return new StoreException("the change log holds fields that can't be read: " + why);
    }

    /** Reads what {@link #write} wrote, where nothing in it is escaped. */
    private static final class Plain {
        private final String text;
        private int at;

        Plain(String text) {
            this.text = text;
        }

        Fields fields() {
            Map<String, Value> fields = new HashMap<>();
            expect('{');
            while (at < text.length() && text.charAt(at) != '}') {
                if (!fields.isEmpty()) {
                    expect(',');
                }
                String name = quoted();
                expect(':');
                if (text.startsWith("null", at)) {
                    at += 4;
                    fields.put(name, Value.NULL);
                } else {
                    fields.put(name, Value.of(quoted()));
                }
            }
            expect('}');
            return Fields.of(fields);
        }

        private String quoted() {
            expect('"');
            int end = text.indexOf('"', at);
            if (end < 0) {
                throw unreadable("a text does not end");
            }
            String quoted = text.substring(at, end);
            at = end + 1;
            return quoted;
        }

        private void expect(char c) {
            if (at >= text.length() || text.charAt(at) != c) {
                throw unreadable("there should be " + c + " at " + at);
            }
            at++;
        }
    }
}
