package io.pharos.promql.explain;

import io.pharos.promql.ast.AggregateExpr;
import io.pharos.promql.ast.BinaryExpr;
import io.pharos.promql.ast.Call;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.SubqueryExpr;
import io.pharos.promql.ast.VectorSelector;
import java.util.List;

/** The sentences of one language; an operand is the text of a literal, or a reference to a step. */
interface Phrases {
    /** How another step is referred to. */
    String step(int number);

    /** How a literal is referred to. */
    String value(String literal);

    String selector(VectorSelector selector);

    String range(MatrixSelector matrix);

    String subquery(SubqueryExpr subquery, String operand);

    String call(Call call, List<String> operands);

    String aggregation(AggregateExpr aggregate, String parameter, String operand);

    String operation(BinaryExpr binary, String left, String right);

    String sign(String operand);

    /** For a query that is nothing but a literal. */
    String literal(String text);
}
