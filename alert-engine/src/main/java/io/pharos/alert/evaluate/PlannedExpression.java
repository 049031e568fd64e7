package io.pharos.alert.evaluate;

import io.pharos.promql.ast.Expr;
import io.pharos.promql.print.Printer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An expression with all that planning asks of it, made once.
 *
 * @param text canonical, of the whole expression
 * @param shareable canonical, without the threshold where there is one to take off
 * @param comparison the threshold; null where there is none
 */
public record PlannedExpression(
        Expr whole,
        String text,
        Expr bare,
        String shareable,
        @Nullable Comparison comparison) {
    public static PlannedExpression of(Expr whole) {
        String text = Printer.print(whole);
        Optional<Hoisting.Hoisted> hoisted = Hoisting.of(whole);
        return hoisted.map(h -> new PlannedExpression(whole, text, h.query(), Printer.print(h.query()), h.comparison()))
                .orElseGet(() -> new PlannedExpression(whole, text, whole, text, null));
    }
}
