package dev.parley.catalogue;

import java.util.List;

/** A piece of YAML that knows its line, counted from 1. */
public sealed interface YamlNode {

    /** Where it begins. */
    int line();

    /** What the piece is, for people. */
    String kind();

    /** Keys with values, in the order of the text. */
    record Mapping(int line, List<Entry> entries) implements YamlNode {
        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** A list. */
    record Sequence(int line, List<YamlNode> items) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * A single value.
     *
     * @param text as it was written, so that the version {@code 1.10} stays what it is
     * @param isFalse whether it is {@code false} without quotes
     */
    record Scalar(int line, String text, boolean isFalse) implements YamlNode {
        @Override
        public String kind() {
            return "`" + text + "`";
        }
    }

    /** Nothing. */
    record Empty(int line) implements YamlNode {
        @Override
        public String kind() {
            return "empty";
        }
    }

    /** A key with its value. */
    record Entry(String key, int line, YamlNode value) {}
}
