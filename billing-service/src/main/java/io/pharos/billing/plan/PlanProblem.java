package io.pharos.billing.plan;

import io.pharos.model.Kind;
import io.pharos.model.Problem;

/** The refusal of a price plan, naming the line where it has one. */
public final class PlanProblem {
    private PlanProblem() {}

    public static Problem malformed(String detail) {
        return Problem.of(Kind.MALFORMED, "plan.malformed", detail);
    }

    public static Problem atLine(int line, String detail) {
        return malformed("line " + line + ": " + detail);
    }
}
