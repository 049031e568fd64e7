package io.pharos.promql.check;

import io.pharos.promql.ast.BinaryExpr;
import io.pharos.promql.ast.BinaryOp;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.SourceRange;
import io.pharos.promql.ast.ValueType;
import io.pharos.promql.ast.VectorMatching;
import io.pharos.promql.ast.VectorMatching.Cardinality;
import io.pharos.promql.lex.GoQuote;
import org.jspecify.annotations.Nullable;

/** The rules for binary operations: what may stand on the sides, and what the modifiers may say. */
final class BinaryChecks {
    private final Findings findings;

    BinaryChecks(Findings findings) {
        this.findings = findings;
    }

    void check(BinaryExpr binary) {
        bool(binary);
        if (binary.matching() != null) {
            labelsTwice(binary, binary.matching());
        }
        operand(binary.lhs());
        operand(binary.rhs());
        matching(binary, binary.matching());
        boolean scalar = binary.lhs().type() == ValueType.SCALAR || binary.rhs().type() == ValueType.SCALAR;
        if (scalar && binary.op().isSet()) {
            error(binary, "set operator " + quoted(binary.op()) + " not allowed in binary scalar expression");
        }
    }

    private void bool(BinaryExpr binary) {
        boolean comparison = binary.op().isComparison();
        if (binary.returnBool() && !comparison) {
            findings.add(operator(binary), "bool modifier can only be used on comparison operators");
        }
        if (comparison && !binary.returnBool() && binary.type() == ValueType.SCALAR) {
            findings.add(operator(binary), "comparisons between scalars must use BOOL modifier");
        }
    }

    private void labelsTwice(BinaryExpr binary, VectorMatching matching) {
        if (!matching.on()) {
            return;
        }
        for (String label : matching.labels()) {
            for (String included : matching.include()) {
                if (label.equals(included)) {
                    findings.add(
                            operator(binary),
                            "label " + GoQuote.quote(label) + " must not occur in ON and GROUP clause at once");
                }
            }
        }
    }

    private void operand(Expr operand) {
        if (operand.type() != ValueType.SCALAR && operand.type() != ValueType.VECTOR) {
            findings.add(operand.range(), "binary expression must contain only scalar and instant vector types");
        }
    }

    private void matching(BinaryExpr binary, @Nullable VectorMatching matching) {
        if (matching == null) {
            return;
        }
        if (binary.lhs().type() != ValueType.VECTOR || binary.rhs().type() != ValueType.VECTOR) {
            if (!matching.labels().isEmpty()) {
                error(binary, "vector matching only allowed between instant vectors");
            }
            if (matching.fills()) {
                error(binary, "filling in missing series only allowed between instant vectors");
            }
        } else if (binary.op().isSet()) {
            setMatching(binary, matching);
        }
    }

    private void setMatching(BinaryExpr binary, VectorMatching matching) {
        if (matching.card().isGrouped()) {
            error(binary, "no grouping allowed for " + quoted(binary.op()) + " operation");
        }
        if (matching.card() != Cardinality.MANY_TO_MANY) {
            error(binary, "set operations must always be many-to-many");
        }
        if (matching.fills()) {
            error(binary, "filling in missing series not allowed for set operators");
        }
    }

    private void error(BinaryExpr binary, String message) {
        findings.add(binary.range(), message);
    }

    /** The operator with its modifiers; the end is, as in Prometheus, that of its last character. */
    private SourceRange operator(BinaryExpr binary) {
        byte[] query = findings.query();
        int start = binary.lhs().range().end();
        while (start < query.length && isSpace(query[start])) {
            start++;
        }
        int end = binary.rhs().range().start() - 1;
        while (end > 0 && end < query.length && isSpace(query[end])) {
            end--;
        }
        return new SourceRange(start, end);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    private static String quoted(BinaryOp op) {
        return GoQuote.quote(op.symbol());
    }
}
