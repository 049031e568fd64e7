package io.pharos.promql.ast;

import java.util.List;

/** A function called with arguments. */
public record Call(Function function, List<Expr> args, SourceRange range) implements Expr {
    public Call {
        args = List.copyOf(args);
    }

    @Override
    public ValueType type() {
        return function.returnType();
    }

    @Override
    public List<Expr> children() {
        return args;
    }

    @Override
    public Call withChildren(List<Expr> children) {
        return new Call(function, Children.expect(args.size(), children), range);
    }
}
