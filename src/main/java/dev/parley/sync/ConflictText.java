package dev.parley.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.merge.Change;
import dev.parley.merge.Conflict;
import dev.parley.merge.Value;
import dev.parley.store.StoreException;
import java.util.UUID;

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

    /** The uuids of the changes that met, and the sites at which they were made. */
    record Sides(UUID winner, UUID winnerSite, UUID loser, UUID loserSite) {}

    /** Reads what {@link #json} wrote, as far as it names the changes. */
    static Sides sides(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            return new Sides(
                    uuid(node, "winner", "change"),
                    uuid(node, "winner", "site"),
                    uuid(node, "loser", "change"),
                    uuid(node, "loser", "site"));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new StoreException("what is kept of a conflict can't be read: " + json, e);
        }
    }

    private static UUID uuid(JsonNode node, String side, String name) {
        return UUID.fromString(node.path(side).path(name).asText());
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
