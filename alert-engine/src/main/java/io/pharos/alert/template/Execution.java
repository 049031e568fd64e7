package io.pharos.alert.template;

import io.pharos.alert.template.function.ExpansionException;
import io.pharos.alert.template.function.Surroundings;
import io.pharos.alert.template.syntax.Node;
import io.pharos.alert.template.syntax.Pipeline;
import io.pharos.alert.template.syntax.TemplateTree;
import io.pharos.alert.template.value.Value;
import io.pharos.alert.template.value.ValueText;
import java.util.List;

/** One run of a template: walks over its nodes and writes the text. */
final class Execution {
    /** Where a node leaves the walk. */
    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    private final TemplateTree tree;
    private final Surroundings surroundings;
    private final Evaluator evaluator;
    private final int maxIncludes;
    private final StringBuilder out = new StringBuilder();
    private Variables variables = new Variables();
    private int includes;

    Execution(TemplateTree tree, Surroundings surroundings, int maxIncludes) {
        this.tree = tree;
        this.surroundings = surroundings;
        this.evaluator = new Evaluator(surroundings);
        this.maxIncludes = maxIncludes;
    }

    String run(TemplateData data) {
        data.variables().forEach(variables::declare);
        Value dot = data.dot();
        variables.declare("$", dot);
        nodes(tree.nodes(), dot);
        return out.toString();
    }

    private Flow nodes(List<Node> nodes, Value dot) {
        for (Node node : nodes) {
            surroundings.budget().step();
            Flow flow = node(node, dot);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    private Flow node(Node node, Value dot) {
        return switch (node) {
            case Node.Text text -> write(text.text());
            case Node.Action action -> action(action.pipeline(), dot);
            case Node.If choice -> choose(choice.condition(), choice.then(), choice.otherwise(), dot, false);
            case Node.With with -> choose(with.value(), with.then(), with.otherwise(), dot, true);
            case Node.Range range -> range(range, dot);
            case Node.Include include -> include(include, dot);
            case Node.Break _ -> Flow.BREAK;
            case Node.Continue _ -> Flow.CONTINUE;
        };
    }

    private Flow write(String text) {
        surroundings.budget().text((long) out.length() + text.length());
        out.append(text);
        return Flow.ON;
    }

    private Flow action(Pipeline pipeline, Value dot) {
        Value value = kept(pipeline, dot);
        if (!pipeline.variables().isEmpty()) {
            return Flow.ON;
        }
        return write(value instanceof Value.Nothing ? "<no value>" : ValueText.of(value));
    }

    /** The pipeline's value, put into the variable that it names. */
    private Value kept(Pipeline pipeline, Value dot) {
        Value value = evaluator.value(pipeline, dot, variables);
        for (String name : pipeline.variables()) {
            keep(pipeline, name, value);
        }
        return value;
    }

    private void keep(Pipeline pipeline, String name, Value value) {
        if (pipeline.assigns()) {
            variables.assign(name, value);
        } else {
            variables.declare(name, value);
        }
    }

    private Flow choose(Pipeline pipeline, List<Node> then, List<Node> otherwise, Value dot, boolean moves) {
        int mark = variables.mark();
        Value value = kept(pipeline, dot);
        Flow flow = value.isTrue() ? nodes(then, moves ? value : dot) : nodes(otherwise, dot);
        variables.backTo(mark);
        return flow;
    }

    private Flow range(Node.Range range, Value dot) {
        int mark = variables.mark();
        Rounds rounds = Rounds.over(evaluator.value(range.values(), dot, variables));
        for (long i = 0; i < rounds.count(); i++) {
            surroundings.budget().step();
            declare(range.values(), rounds.key(i), rounds.value(i));
            Flow flow = nodes(range.body(), rounds.value(i));
            variables.backTo(mark);
            if (flow == Flow.BREAK) {
                break;
            }
        }
        return rounds.count() == 0 ? nodes(range.otherwise(), dot) : Flow.ON;
    }

    /** One variable holds the value, of two the first holds the key. */
    private void declare(Pipeline pipeline, Value key, Value value) {
        List<String> names = pipeline.variables();
        if (names.size() == 2) {
            keep(pipeline, names.getFirst(), key);
        }
        if (!names.isEmpty()) {
            keep(pipeline, names.getLast(), value);
        }
    }

    private Flow include(Node.Include include, Value dot) {
        List<Node> body = tree.definitions().get(include.name());
        if (body == null) {
            throw new ExpansionException("template \"" + include.name() + "\" not defined");
        }
        if (++includes > maxIncludes) {
            throw new ExpansionException("templates include each other more than " + maxIncludes + " deep");
        }
        Pipeline argument = include.argument();
        Value inner = argument == null ? new Value.Nothing() : kept(argument, dot);
        Variables outer = variables;
        variables = new Variables();
        variables.declare("$", inner);
        nodes(body, inner);
        variables = outer;
        includes--;
        return Flow.ON;
    }
}
