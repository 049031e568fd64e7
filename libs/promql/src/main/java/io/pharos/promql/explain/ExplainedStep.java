package io.pharos.promql.explain;

import io.pharos.promql.ast.ValueType;
import java.util.List;

/**
 * One step of a query: its number, counted from 1 in the order of evaluation, the PromQL of it, what it gives, the
 * steps that it uses, and a sentence.
 */
public record ExplainedStep(int number, String promql, ValueType type, List<Integer> uses, String sentence) {
    public ExplainedStep {
        uses = List.copyOf(uses);
    }
}
