package io.pharos.promql.generate;

import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.ParenExpr;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.ast.Walk;
import io.pharos.promql.print.Printer;
import java.util.Comparator;

/** Trees without what changes nothing, for comparing them. */
public final class Normal {
    private Normal() {}

    /** With matchers in the order in which they are printed. */
    public static Expr sorted(Expr expr) {
        return Walk.rewrite(
                expr,
                node -> node instanceof VectorSelector selector
                        ? selector.withMatchers(selector.matchers().stream()
                                .sorted(Comparator.comparing(Printer::print))
                                .toList())
                        : node);
    }

    /** Also without parentheses: the tree itself says what belongs together. */
    public static Expr bare(Expr expr) {
        return Walk.rewrite(sorted(expr), node -> node instanceof ParenExpr paren ? paren.expr() : node);
    }
}
