package io.pharos.alert.rules;

import io.pharos.promql.ast.Expr;

/** A rule's query as it was written, and its tree; two are equal when their texts are. */
public record RuleExpression(String text, Expr tree) {
    // Trees may be deep, and the text says it all.
    @Override
    public boolean equals(Object other) {
        return other instanceof RuleExpression expression && text.equals(expression.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
