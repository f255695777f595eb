package dev.parley.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.merge.Change;
import dev.parley.merge.Conflict;
import dev.parley.merge.Value;

/** A conflict for programs: both changes, with who, when and what. */
final class ConflictText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ConflictText() {}

    static String json(Conflict conflict) {
        ObjectNode node = JSON.createObjectNode();
        node.put("field", conflict.field());
        node.set("winner", change(conflict.winner(), conflict.field()));
        node.set("loser", change(conflict.loser(), conflict.field()));
        return node.toString();
    }

    private static ObjectNode change(Change change, String field) {
        ObjectNode node = JSON.createObjectNode();
        node.put("change", change.uuid().toString());
        node.put("action", change.action().word());
        node.put("at", change.at());
        node.put("user", change.author().user());
        node.put("session", change.author().session());
        node.put("site", change.author().site().toString());
        Value value = change.fields().get(field);
        if (value != null) {
            node.put("value", value.isNull() ? null : value.text());
        }
        return node;
    }
}
