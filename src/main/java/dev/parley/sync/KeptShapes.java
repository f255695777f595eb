package dev.parley.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.catalogue.ObjectShape;
import dev.parley.catalogue.Recognition;
import dev.parley.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the other site said of its objects, as the link keeps it: JSON. */
final class KeptShapes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private KeptShapes() {}

    static String text(Map<String, ObjectShape> shapes) {
        ObjectNode all = JSON.createObjectNode();
        shapes.forEach((name, shape) -> {
            ObjectNode object = all.putObject(name);
            object.put("version", shape.tableVersion());
            shape.fields().forEach(object.withArray("fields")::add);
            shape.recognition().ifPresent(recognition -> {
                object.put("identity", recognition.identity());
                for (Recognition.Natural key : recognition.naturalKeys()) {
                    ObjectNode natural = object.withArray("natural_keys").addObject();
                    key.fields().forEach(natural.withArray("fields")::add);
                    key.fold().forEach(natural.withArray("fold")::add);
                }
            });
        });
        return all.toString();
    }

    static Map<String, ObjectShape> read(String text) {
        try {
            Map<String, ObjectShape> shapes = new HashMap<>();
            JsonNode all = JSON.readTree(text);
            all.properties().forEach(entry -> shapes.put(entry.getKey(), shape(entry.getValue())));
            return shapes;
        } catch (JsonProcessingException e) {
            throw new StoreException("what the link keeps of the other site's objects can't be read", e);
        }
    }

    private static ObjectShape shape(JsonNode object) {
        List<Recognition.Natural> keys = new ArrayList<>();
        object.path("natural_keys")
                .forEach(key -> keys.add(new Recognition.Natural(texts(key.path("fields")), texts(key.path("fold")))));
        Optional<Recognition> recognition = object.has("identity")
                ? Optional.of(new Recognition(object.path("identity").asText(), keys))
                : Optional.empty();
        return new ObjectShape(object.path("version").asText(), texts(object.path("fields")), recognition);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
