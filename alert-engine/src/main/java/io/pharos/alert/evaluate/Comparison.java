package io.pharos.alert.evaluate;

import io.pharos.alert.series.Sample;
import io.pharos.promql.ast.BinaryOp;
import java.util.List;

/**
 * A filter {@code E op threshold}, applied to E's results here. As Prometheus does, it keeps labels, name and value of
 * what passes, compares NaN as IEEE 754 says, and drops native histograms.
 */
public record Comparison(BinaryOp op, double threshold) {
    public Comparison {
        if (!op.isComparison()) {
            throw new IllegalArgumentException(op.symbol() + " compares nothing");
        }
    }

    /** The results that pass, in their order. */
    public List<Sample> filter(List<Sample> results) {
        return results.stream()
                .filter(sample -> sample instanceof Sample.Number number && keeps(number.value()))
                .toList();
    }

    public boolean keeps(double value) {
        return switch (op) {
            case EQL -> value == threshold;
            case NEQ -> value != threshold;
            case GTE -> value >= threshold;
            case GTR -> value > threshold;
            case LTE -> value <= threshold;
            case LSS -> value < threshold;
            case OR, AND, UNLESS, TRIM_UPPER, TRIM_LOWER, ADD, SUB, MUL, DIV, MOD, ATAN2, POW ->
                throw new IllegalStateException(op.symbol() + " compares nothing");
        };
    }
}
