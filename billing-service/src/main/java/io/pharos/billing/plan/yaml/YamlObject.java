package io.pharos.billing.plan.yaml;

import io.pharos.billing.plan.PlanProblem;
import io.pharos.model.Problem;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of a plan's file, read field by field. Reading is strict: a field that is not known, missing, twice there
 * or of the wrong form is refused with its line; a number is taken as it is written, never through a double.
 */
final class YamlObject {
    private final Map<String, Node> fields = new LinkedHashMap<>();
    private final Node node;

    private YamlObject(Node node, Set<String> known) {
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw at(node, "expected fields, such as 'name: value'");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            add(scalar(tuple.getKeyNode()), tuple, known);
        }
    }

    /** A mapping that may hold these fields and no others. */
    static YamlObject of(Node node, String... known) {
        return new YamlObject(node, Set.of(known));
    }

    /** A mapping whose keys are names of the author's choice. */
    static YamlObject named(Node node) {
        return new YamlObject(node, Set.of());
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    Set<String> names() {
        return fields.keySet();
    }

    String text(String name) {
        return scalar(node(name));
    }

    String textOr(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    BigDecimal decimal(String name) {
        return parsed(name, BigDecimal::new, "a decimal number");
    }

    BigDecimal decimalOr(String name, String otherwise) {
        return has(name) ? decimal(name) : new BigDecimal(otherwise);
    }

    Optional<BigDecimal> optionalDecimal(String name) {
        return has(name) ? Optional.of(decimal(name)) : Optional.empty();
    }

    int integer(String name) {
        return parsed(name, Integer::valueOf, "a whole number");
    }

    /** One of an enumeration's constants, written in lower case with hyphens. */
    <E extends Enum<E>> E choiceOr(String name, Class<E> type, E otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        String choices = List.of(type.getEnumConstants()).stream()
                .map(c -> c.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
        return parsed(
                name, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')), "one of " + choices);
    }

    <T> T parsed(String name, Function<String, T> parse, String expected) {
        String text = text(name);
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException | Problem e) {
            throw at(node(name), "'" + name + "' is " + expected + ", not '" + text + "'");
        }
    }

    /** The objects of a list, each read by a function; none where the field is missing. */
    <T> List<T> list(String name, Function<Node, T> read) {
        if (!has(name)) {
            return List.of();
        }
        if (!(node(name) instanceof SequenceNode sequence)) {
            throw at(node(name), "'" + name + "' is a list");
        }
        List<T> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(located(item, read)));
        return items;
    }

    Node node(String name) {
        Node field = fields.get(name);
        if (field == null) {
            throw at(node, "'" + name + "' is missing");
        }
        return field;
    }

    Problem refused(String detail) {
        return at(node, detail);
    }

    /** Adds the line to a refusal by a type's own constructor. */
    static <T> T located(Node node, Function<Node, T> read) {
        try {
            return read.apply(node);
        } catch (Problem p) {
            throw p.detail().startsWith("line ") ? p : at(node, p.detail());
        }
    }

    private void add(String name, NodeTuple tuple, Set<String> known) {
        if (!known.isEmpty() && !known.contains(name)) {
            String names = known.stream().sorted().collect(Collectors.joining(", "));
            throw at(tuple.getKeyNode(), "unknown field '" + name + "'; known here: " + names);
        }
        if (fields.put(name, tuple.getValueNode()) != null) {
            throw at(tuple.getKeyNode(), "'" + name + "' is there twice");
        }
    }

    /** The text of a field that is no list and no object. */
    static String scalar(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw at(node, "expected a single value");
    }

    private static Problem at(Node node, String detail) {
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        return PlanProblem.atLine(line, detail);
    }
}
