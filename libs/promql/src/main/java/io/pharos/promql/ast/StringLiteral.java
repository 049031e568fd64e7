package io.pharos.promql.ast;

import java.util.List;

/** A string, unescaped; bytes that are no UTF-8 stand in it as {@link io.pharos.promql.lex.ByteText} says. */
public record StringLiteral(String value, SourceRange range) implements Expr {
    @Override
    public ValueType type() {
        return ValueType.STRING;
    }

    @Override
    public List<Expr> children() {
        return List.of();
    }

    @Override
    public Expr withChildren(List<Expr> children) {
        return Children.none(children, this);
    }
}
