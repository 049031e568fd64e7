package io.pharos.promql.parse;

import io.pharos.promql.ast.AggregateExpr;
import io.pharos.promql.ast.AggregateOp;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.SourceRange;
import io.pharos.promql.lex.Token;
import io.pharos.promql.lex.TokenType;
import java.util.List;

/** Reads aggregations, with their grouping before or behind the arguments. */
final class Aggregations {
    private record GroupBy(List<String> labels, boolean without) {
        static final GroupBy NOTHING = new GroupBy(List.of(), false);
    }

    private final ParseContext context;
    private final TokenStream tokens;
    private final Operands operands;
    private final Grouping grouping;

    Aggregations(ParseContext context, Operands operands, Grouping grouping) {
        this.context = context;
        this.tokens = context.tokens();
        this.operands = operands;
        this.grouping = grouping;
    }

    /** The operator was taken; its arguments or its grouping follow. */
    Expr read(Token operator) {
        try {
            return complete(operator);
        } catch (SyntaxError e) {
            tokens.caught("aggregation", "");
            return aggregation(operator, tokens.lastClosing(), GroupBy.NOTHING, List.of());
        }
    }

    private Expr complete(Token operator) {
        if (isGrouping()) {
            GroupBy before = groupBy();
            List<Expr> arguments = operands.arguments();
            return aggregation(operator, tokens.lastClosing(), before, arguments);
        }
        List<Expr> arguments = operands.arguments();
        if (isGrouping()) {
            GroupBy behind = groupBy();
            return aggregation(operator, tokens.lastClosing(), behind, arguments);
        }
        return aggregation(operator, tokens.closingBeforeLast(), GroupBy.NOTHING, arguments);
    }

    private boolean isGrouping() {
        return tokens.at(TokenType.BY) || tokens.at(TokenType.WITHOUT);
    }

    private GroupBy groupBy() {
        boolean without = tokens.shift().is(TokenType.WITHOUT);
        return new GroupBy(grouping.labels(), without);
    }

    private Expr aggregation(Token operator, int end, GroupBy groupBy, List<Expr> arguments) {
        AggregateOp op = Operators.aggregation(operator.type());
        SourceRange range = new SourceRange(operator.start(), end);
        String problem = problem(op, arguments.size());
        if (!problem.isEmpty()) {
            context.error(range, problem);
            return Broken.aggregation(range);
        }
        Expr param = op.takesParam() ? arguments.getFirst() : null;
        return new AggregateExpr(op, param, arguments.getLast(), groupBy.labels(), groupBy.without(), range);
    }

    private String problem(AggregateOp op, int arguments) {
        if (arguments == 0) {
            return "no arguments for aggregate expression provided";
        }
        if (op.experimental() && !context.options().experimentalFunctions()) {
            return op.symbol()
                    + "() is experimental and must be enabled with --enable-feature=promql-experimental-functions";
        }
        int wanted = op.takesParam() ? 2 : 1;
        return arguments == wanted
                ? ""
                : "wrong number of arguments for aggregate expression provided, expected " + wanted + ", got "
                        + arguments;
    }
}
