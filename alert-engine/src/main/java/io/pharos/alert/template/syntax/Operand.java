package io.pharos.alert.template.syntax;

import java.util.List;

/** What stands for a value in an action. */
public sealed interface Operand {
    /** The cursor. */
    record Dot() implements Operand {}

    /** {@code nil}, which is no command by itself. */
    record Nil() implements Operand {}

    record Truth(boolean value) implements Operand {}

    record Whole(long value) implements Operand {}

    record Decimal(double value) implements Operand {}

    record Quoted(String value) implements Operand {}

    /** A variable with its dollar sign. */
    record Variable(String name) implements Operand {}

    /** A function's name; with no arguments it is called. */
    record Name(String name, int position) implements Operand {}

    /** Fields of a value, one after the other; the last one of a command may take arguments, of which ours take none. */
    record Fields(Operand base, List<String> names, int position) implements Operand {
        public Fields {
            names = List.copyOf(names);
        }
    }

    /** A pipeline in parentheses. */
    record Group(Pipeline pipeline) implements Operand {}
}
