package dev.parley.catalogue;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads YAML into nodes that know their lines; binding it straight to classes would lose them. */
public final class YamlTree {

    private static final YAMLFactory FACTORY = new YAMLFactory();

    private final YAMLParser parser;
    private final Mistakes mistakes;

    private YamlTree(YAMLParser parser, Mistakes mistakes) {
        this.parser = parser;
        this.mistakes = mistakes;
    }

    /**
     * The text's one document; absent where it is empty or is no YAML, which then is among the mistakes.
     *
     * @throws UncheckedIOException if the reader fails
     */
    public static Optional<YamlNode> read(Reader text, Mistakes mistakes) {
        try (YAMLParser parser = FACTORY.createParser(text)) {
            YamlTree tree = new YamlTree(parser, mistakes);
            JsonToken first = parser.nextToken();
            if (first == null) {
                return Optional.empty();
            }
            YamlNode root = tree.node(first);
            if (parser.nextToken() != null) {
                mistakes.add(tree.line(), "a second document begins here; the file must be one");
            }
            return Optional.of(root);
        } catch (JsonProcessingException e) {
            JsonLocation where = e.getLocation();
            mistakes.add(where == null ? 1 : Math.max(1, where.getLineNr()), "this is not YAML: " + reason(e));
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the file could not be read to its end", e);
        }
    }

    private static String reason(JsonProcessingException e) {
        // The parser's message quotes the text, indented, between the lines that say what is wrong.
        String message = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
        return message.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .collect(Collectors.joining(", "));
    }

    private int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private YamlNode node(JsonToken token) throws IOException {
        if (parser.isCurrentAlias()) {
            mistakes.add(line(), "`*" + parser.getText() + "` is an alias, which can't stand here; write it out");
            return new YamlNode.Scalar(line(), "*" + parser.getText(), false);
        }
        return switch (token) {
            case START_OBJECT -> mapping();
            case START_ARRAY -> sequence();
            case VALUE_NULL -> new YamlNode.Empty(line());
            default -> new YamlNode.Scalar(line(), parser.getText(), token == JsonToken.VALUE_FALSE);
        };
    }

    private YamlNode mapping() throws IOException {
        int begin = line();
        List<YamlNode.Entry> entries = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            int line = line();
            YamlNode value = node(parser.nextToken());
            Integer earlier = lines.putIfAbsent(key, line);
            if (earlier == null) {
                entries.add(new YamlNode.Entry(key, line, value));
            } else {
                mistakes.add(line, "`" + key + "` stands here twice, first in line " + earlier);
            }
        }
        return new YamlNode.Mapping(begin, entries);
    }

    private YamlNode sequence() throws IOException {
        int begin = line();
        List<YamlNode> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(token));
        }
        return new YamlNode.Sequence(begin, items);
    }
}
