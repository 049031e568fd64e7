package io.pharos.alert.rules.yaml;

import java.util.List;

/** A node of a YAML document and where it starts; line and column from 1. */
public sealed interface YamlNode {
    int line();

    int column();

    /** A text; {@code plain} tells that it was written without quotes, so that an empty one means nothing at all. */
    record Scalar(String text, boolean plain, int line, int column) implements YamlNode {
        private static final List<String> NULLS = List.of("", "~", "null", "Null", "NULL");

        public boolean isNull() {
            return plain && NULLS.contains(text);
        }
    }

    record Sequence(List<YamlNode> items, int line, int column) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Entries in written order; a key may occur twice, which the reader of the fields refuses. */
    record Mapping(List<Entry> entries, int line, int column) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    record Entry(Scalar key, YamlNode value) {}

    /** How an error speaks of it. */
    default String described() {
        return switch (this) {
            case Scalar scalar -> scalar.isNull() ? "nothing" : "a text";
            case Sequence _ -> "a list";
            case Mapping _ -> "a mapping";
        };
    }
}
