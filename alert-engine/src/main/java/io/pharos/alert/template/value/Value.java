package io.pharos.alert.template.value;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a template can hold: nothing of Java can be reached but these. */
public sealed interface Value {
    /** Go's nil, and what a missing entry is. */
    record Nothing() implements Value {}

    record Truth(boolean value) implements Value {}

    record Whole(long value) implements Value {}

    record Decimal(double value) implements Value {}

    record Text(String value) implements Value {}

    record Moment(Instant value) implements Value {}

    record Span(Duration value) implements Value {}

    record Items(List<Value> values) implements Value {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** A map of texts, such as labels; a missing entry is the empty text. */
    record Texts(SortedMap<String, String> entries) implements Value {
        public Texts {
            entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        }
    }

    /** A map of anything; a missing entry is nothing. */
    record Entries(SortedMap<String, Value> entries) implements Value {
        public Entries {
            entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        }
    }

    /** A structure; a missing field is an error. */
    record Structure(String type, Map<String, Value> fields) implements Value {
        public Structure {
            fields = Map.copyOf(fields);
        }
    }

    /** One result of a query, as templates see it. */
    static Structure sample(SortedMap<String, String> labels, double value) {
        return new Structure("template.sample", Map.of("Labels", new Texts(labels), "Value", new Decimal(value)));
    }

    /** What {@code if} and {@code with} take for true: all but nothing, false, zero and what is empty. */
    default boolean isTrue() {
        return switch (this) {
            case Nothing _ -> false;
            case Truth truth -> truth.value;
            case Whole whole -> whole.value != 0;
            case Decimal decimal -> decimal.value != 0;
            case Text text -> !text.value.isEmpty();
            case Span span -> !span.value.isZero();
            case Items items -> !items.values.isEmpty();
            case Texts texts -> !texts.entries.isEmpty();
            case Entries map -> !map.entries.isEmpty();
            case Moment _, Structure _ -> true;
        };
    }

    /** The type's name in Go, as errors and {@code %T} have it. */
    default String type() {
        return switch (this) {
            case Nothing _ -> "<nil>";
            case Truth _ -> "bool";
            case Whole _ -> "int";
            case Decimal _ -> "float64";
            case Text _ -> "string";
            case Moment _ -> "time.Time";
            case Span _ -> "time.Duration";
            case Items _ -> "template.queryResult";
            case Texts _ -> "map[string]string";
            case Entries _ -> "map[string]interface {}";
            case Structure structure -> structure.type;
        };
    }
}
