package io.pharos.promql.ast;

import java.util.List;

/**
 * A function's signature. With {@code variadic} n &gt; 0 the last argument may be left out or given up to n times in
 * all, with -1 any number of times, with 0 the arguments are exactly {@code argTypes}.
 */
public record Function(
        String name, List<ValueType> argTypes, int variadic, ValueType returnType, boolean experimental) {
    public Function {
        argTypes = List.copyOf(argTypes);
    }
}
