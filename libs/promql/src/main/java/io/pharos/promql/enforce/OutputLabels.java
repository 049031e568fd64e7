package io.pharos.promql.enforce;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.promql.ast.AggregateExpr;
import io.pharos.promql.ast.AggregateOp;
import io.pharos.promql.ast.Call;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.ParenExpr;
import io.pharos.promql.ast.StringLiteral;

/** Refuses what writes the tenant's label on a result: answers are told apart by it. */
final class OutputLabels {
    private OutputLabels() {}

    static void check(Expr node) {
        switch (node) {
            case AggregateExpr aggregate
            when aggregate.op() == AggregateOp.COUNT_VALUES ->
                refuseTenant(aggregate.children().getFirst(), "count_values");
            case Call call -> checkCall(call);
            default -> {}
        }
    }

    private static void checkCall(Call call) {
        String name = call.function().name();
        switch (name) {
            // All of them name the label that they write in their second argument.
            case "label_replace", "label_join", "histogram_quantiles" ->
                refuseTenant(call.args().get(1), name);
            default -> {}
        }
    }

    private static void refuseTenant(Expr label, String function) {
        Expr inner = label;
        while (inner instanceof ParenExpr paren) {
            inner = paren.expr();
        }
        // A label that is not written out could be anything, so it counts as the tenant's.
        if (!(inner instanceof StringLiteral literal) || literal.value().equals(TenantId.LABEL)) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "query.tenant-label-output",
                    function + " may not write the label " + TenantId.LABEL + ": choose another label.");
        }
    }
}
