package io.pharos.alert.template.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a template, in the order in which it is written out. */
public sealed interface Node {
    record Text(String text) implements Node {}

    /** Writes a value, or only keeps it in a variable. */
    record Action(Pipeline pipeline) implements Node {}

    record If(Pipeline condition, List<Node> then, List<Node> otherwise) implements Node {
        public If {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    record With(Pipeline value, List<Node> then, List<Node> otherwise) implements Node {
        public With {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    record Range(Pipeline values, List<Node> body, List<Node> otherwise) implements Node {
        public Range {
            body = List.copyOf(body);
            otherwise = List.copyOf(otherwise);
        }
    }

    /** Writes another template in its place, with the argument as its dot. */
    record Include(String name, @Nullable Pipeline argument, int position) implements Node {}

    record Break() implements Node {}

    record Continue() implements Node {}
}
