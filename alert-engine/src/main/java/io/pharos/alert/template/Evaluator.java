package io.pharos.alert.template;

import io.pharos.alert.template.function.Arguments;
import io.pharos.alert.template.function.ExpansionException;
import io.pharos.alert.template.function.Functions;
import io.pharos.alert.template.function.Surroundings;
import io.pharos.alert.template.syntax.Command;
import io.pharos.alert.template.syntax.Operand;
import io.pharos.alert.template.syntax.Pipeline;
import io.pharos.alert.template.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates pipelines; fields are looked up in maps and structures of ours and nowhere else. */
final class Evaluator {
    private final Surroundings surroundings;

    Evaluator(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The value, which variables that the pipeline names hold afterwards; a range declares its own. */
    Value value(Pipeline pipeline, Value dot, Variables variables) {
        Value value = null;
        for (Command command : pipeline.commands()) {
            value = command(command, dot, variables, value);
        }
        if (value == null) {
            throw new IllegalArgumentException("a pipeline has a command");
        }
        return value;
    }

    private Value command(Command command, Value dot, Variables variables, @Nullable Value last) {
        surroundings.budget().step();
        Operand first = command.operands().getFirst();
        if (first instanceof Operand.Name name) {
            return call(name, command.operands(), dot, variables, last);
        }
        return operand(first, dot, variables);
    }

    private Value call(
            Operand.Name name, List<Operand> operands, Value dot, Variables variables, @Nullable Value last) {
        if (Functions.LAZY.contains(name.name())) {
            return logic(name.name(), operands, dot, variables, last);
        }
        List<Value> arguments = new ArrayList<>(operands.size());
        for (Operand operand : operands.subList(1, operands.size())) {
            arguments.add(operand(operand, dot, variables));
        }
        if (last != null) {
            arguments.add(last);
        }
        return Functions.named(name.name()).apply(new Arguments(name.name(), arguments), surroundings);
    }

    /** {@code and} is the first empty argument or the last, {@code or} the first that is not empty; no other is looked at. */
    private Value logic(String name, List<Operand> operands, Value dot, Variables variables, @Nullable Value last) {
        boolean stopsAt = name.equals("or");
        Value value = last;
        for (Operand operand : operands.subList(1, operands.size())) {
            Value next = operand(operand, dot, variables);
            if (next.isTrue() == stopsAt) {
                return next;
            }
            value = last == null ? next : value;
        }
        if (value == null) {
            throw new ExpansionException("wrong number of args for " + name + ": want at least 1 got 0");
        }
        return value;
    }

    private Value operand(Operand operand, Value dot, Variables variables) {
        surroundings.budget().step();
        return switch (operand) {
            case Operand.Dot _ -> dot;
            case Operand.Nil _ -> new Value.Nothing();
            case Operand.Truth truth -> new Value.Truth(truth.value());
            case Operand.Whole whole -> new Value.Whole(whole.value());
            case Operand.Decimal decimal -> new Value.Decimal(decimal.value());
            case Operand.Quoted quoted -> new Value.Text(quoted.value());
            case Operand.Variable variable -> variables.get(variable.name());
            case Operand.Name name -> call(name, List.of(name), dot, variables, null);
            case Operand.Fields fields -> fields(operand(fields.base(), dot, variables), fields.names());
            case Operand.Group group -> value(group.pipeline(), dot, variables);
        };
    }

    private static Value fields(Value base, List<String> names) {
        Value at = base;
        for (String name : names) {
            at = field(at, name);
        }
        return at;
    }

    private static Value field(Value base, String name) {
        return switch (base) {
            case Value.Texts texts -> new Value.Text(texts.entries().getOrDefault(name, ""));
            case Value.Entries map -> map.entries().getOrDefault(name, new Value.Nothing());
            case Value.Structure structure
            when structure.fields().containsKey(name) -> structure.fields().getOrDefault(name, new Value.Nothing());
            case Value.Nothing _ -> throw new ExpansionException("nil pointer evaluating interface {}." + name);
            case Value.Structure _,
                    Value.Truth _,
                    Value.Whole _,
                    Value.Decimal _,
                    Value.Text _,
                    Value.Moment _,
                    Value.Span _,
                    Value.Items _ ->
                throw new ExpansionException("can't evaluate field " + name + " in type " + base.type());
        };
    }
}
