package io.pharos.alert.rules;

import io.pharos.alert.rules.yaml.YamlNode;
import io.pharos.alert.rules.yaml.YamlNode.Mapping;
import io.pharos.alert.rules.yaml.YamlNode.Scalar;
import io.pharos.alert.rules.yaml.YamlNode.Sequence;
import io.pharos.model.PrometheusDuration;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of one mapping; a field that is unknown, there twice or of the wrong kind is a problem at its place. */
public final class Fields {
    private final Map<String, YamlNode> values = new HashMap<>();
    private final Problems problems;
    private final YamlNode node;

    private Fields(YamlNode node, Problems problems) {
        this.node = node;
        this.problems = problems;
    }

    /** The fields of a node; those of one that is no mapping are a problem, and none. */
    public static Fields of(YamlNode node, Set<String> known, Problems problems) {
        Fields fields = new Fields(node, problems);
        if (node instanceof Mapping mapping) {
            mapping.entries().forEach(entry -> fields.take(entry, known));
        } else {
            problems.at(node, "expected a mapping, found " + node.described());
        }
        return fields;
    }

    private void take(YamlNode.Entry entry, Set<String> known) {
        String name = entry.key().text();
        if (!known.contains(name)) {
            problems.at(entry.key(), "field " + name + " not found");
        } else if (values.putIfAbsent(name, entry.value()) != null) {
            problems.at(entry.key(), "field " + name + " is there twice");
        }
    }

    /** Where a field stands, or the whole where it is missing. */
    public YamlNode place(String name) {
        return values.getOrDefault(name, node);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The text of a field, empty where there is none. */
    public String text(String name) {
        return scalar(name).map(Scalar::text).orElse("");
    }

    public Optional<Duration> duration(String name) {
        return scalar(name).flatMap(value -> duration(name, value, value.text()));
    }

    /** Like {@link #duration}, and may be negative. */
    Optional<Duration> signedDuration(String name) {
        return scalar(name).flatMap(value -> {
            boolean negative = value.text().startsWith("-");
            Optional<Duration> length = duration(name, value, value.text().substring(negative ? 1 : 0));
            return negative ? length.map(Duration::negated) : length;
        });
    }

    public int count(String name, int otherwise) {
        return scalar(name).map(value -> count(name, value, otherwise)).orElse(otherwise);
    }

    /** Whether a field says {@code true}. */
    public boolean flag(String name, boolean otherwise) {
        String value = text(name);
        if (!value.isEmpty() && !value.equals("true") && !value.equals("false")) {
            problems.at(place(name), "field " + name + ": expected true or false, found \"" + value + "\"");
        }
        return value.isEmpty() ? otherwise : value.equals("true");
    }

    public List<YamlNode> list(String name) {
        YamlNode value = values.get(name);
        if (value == null || value instanceof Scalar scalar && scalar.isNull()) {
            return List.of();
        }
        if (value instanceof Sequence list) {
            return list.items();
        }
        problems.at(value, "field " + name + ": expected a list, found " + value.described());
        return List.of();
    }

    /** The texts of a mapping by name, each with its place. */
    public SortedMap<String, Scalar> texts(String name) {
        SortedMap<String, Scalar> texts = new TreeMap<>();
        YamlNode value = values.get(name);
        if (value instanceof Mapping mapping) {
            mapping.entries().forEach(entry -> putText(texts, entry));
        } else if (value != null && !(value instanceof Scalar scalar && scalar.isNull())) {
            problems.at(value, "field " + name + ": expected a mapping, found " + value.described());
        }
        return texts;
    }

    private void putText(SortedMap<String, Scalar> texts, YamlNode.Entry entry) {
        if (!(entry.value() instanceof Scalar text)) {
            problems.at(entry.value(), "expected a text, found " + entry.value().described());
        } else if (texts.putIfAbsent(entry.key().text(), text.isNull() ? empty(text) : text) != null) {
            problems.at(entry.key(), entry.key().text() + " is there twice");
        }
    }

    private static Scalar empty(Scalar nothing) {
        return new Scalar("", false, nothing.line(), nothing.column());
    }

    private Optional<Scalar> scalar(String name) {
        @Nullable YamlNode value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Scalar scalar) {
            return scalar.isNull() ? Optional.empty() : Optional.of(scalar);
        }
        problems.at(value, "field " + name + ": expected a text, found " + value.described());
        return Optional.empty();
    }

    private Optional<Duration> duration(String name, YamlNode at, String text) {
        Optional<Duration> duration = PrometheusDuration.parse(text);
        if (duration.isEmpty()) {
            problems.at(at, "field " + name + ": not a valid duration string: \"" + text + "\"");
        }
        return duration;
    }

    private int count(String name, Scalar value, int otherwise) {
        try {
            int count = Integer.parseInt(value.text());
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            problems.at(value, "field " + name + ": expected a whole number, found \"" + value.text() + "\"");
            return otherwise;
        }
        problems.at(value, "field " + name + ": must not be negative");
        return otherwise;
    }
}
