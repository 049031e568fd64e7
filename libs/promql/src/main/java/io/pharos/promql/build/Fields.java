package io.pharos.promql.build;

import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlException;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.NumberLiteral;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One map of a tree that a client sent: gives its fields by type, and in the end refuses those nobody asked for. */
final class Fields {
    private final Map<?, ?> tree;
    private final Set<Object> left;

    Fields(@Nullable Object tree, String what) {
        if (!(tree instanceof Map<?, ?> map)) {
            throw BuilderWriter.refused(what + " must be an object.");
        }
        this.tree = map;
        this.left = new HashSet<>(map.keySet());
    }

    boolean has(String name) {
        return tree.get(name) != null;
    }

    @Nullable
    Object raw(String name) {
        left.remove(name);
        return tree.get(name);
    }

    String text(String name) {
        if (raw(name) instanceof String text) {
            return text;
        }
        throw BuilderWriter.refused("The field " + name + " must be a string.");
    }

    String textOr(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    boolean flag(String name) {
        return switch (raw(name)) {
            case null -> false;
            case Boolean flag -> flag;
            default -> throw BuilderWriter.refused("The field " + name + " must be true or false.");
        };
    }

    List<?> list(String name) {
        return switch (raw(name)) {
            case null -> List.of();
            case List<?> list -> list;
            default -> throw BuilderWriter.refused("The field " + name + " must be a list.");
        };
    }

    List<String> texts(String name) {
        return list(name).stream()
                .map(item -> {
                    if (item instanceof String text) {
                        return text;
                    }
                    throw BuilderWriter.refused("The field " + name + " must be a list of strings.");
                })
                .toList();
    }

    Literal.Number number(String name) {
        NumberLiteral number = parse(name, text(name));
        return new Literal.Number(number.value(), number.duration());
    }

    Duration duration(String name) {
        double millis = parse(name, text(name)).value() * 1000;
        if (!(Math.abs(millis) < Long.MAX_VALUE / 1e6)) {
            throw BuilderWriter.refused("The field " + name + " is out of range.");
        }
        return Duration.ofMillis(Math.round(millis));
    }

    /** Refuses fields that nothing read: a misspelt one must not be ignored. */
    void end() {
        if (!left.isEmpty()) {
            throw BuilderWriter.refused("There is no field " + left.iterator().next() + " here.");
        }
    }

    private static NumberLiteral parse(String name, String text) {
        try {
            if (PromqlParser.parse(text, ParserOptions.everything()) instanceof NumberLiteral number) {
                return number;
            }
        } catch (PromqlException e) {
            throw BuilderWriter.refused("The field " + name + " is no number: " + e.getMessage());
        }
        throw BuilderWriter.refused("The field " + name + " must be a number or a duration.");
    }
}
