package io.pharos.alert.template.syntax;

import java.util.List;

/** A value, or a function with its arguments. */
public record Command(List<Operand> operands, int position) {
    public Command {
        operands = List.copyOf(operands);
        if (operands.isEmpty()) {
            throw new IllegalArgumentException("a command has an operand");
        }
    }
}
