package io.pharos.promql.build;

import io.pharos.promql.ast.Expr;
import io.pharos.promql.print.Printer;
import java.util.List;

/** A query as an editor shows it: where it starts, and what is then done to it, in order. */
public record BuilderQuery(Start start, List<Step> steps) {
    /** How many queries can stand inside each other, as the right side of an operation. */
    public static final int MAX_NESTING = 50;

    public BuilderQuery {
        steps = List.copyOf(steps);
    }

    /** The query's PromQL; a model that makes no valid query is refused with a Problem. */
    public String promql() {
        return Printer.print(expr());
    }

    /** The query's tree, checked as if it had been parsed. */
    public Expr expr() {
        return BuilderWriter.write(this);
    }
}
