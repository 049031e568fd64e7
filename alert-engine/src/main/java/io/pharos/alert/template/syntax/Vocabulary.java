package io.pharos.alert.template.syntax;

import java.util.Set;

/** The functions and variables that a template may name, and how large it may be. */
public record Vocabulary(Set<String> functions, Set<String> variables, int maxLength, int maxDepth) {
    public Vocabulary {
        functions = Set.copyOf(functions);
        variables = Set.copyOf(variables);
        if (maxLength < 1 || maxDepth < 1) {
            throw new IllegalArgumentException("limits start at 1");
        }
    }
}
