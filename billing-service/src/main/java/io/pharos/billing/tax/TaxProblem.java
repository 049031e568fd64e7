package io.pharos.billing.tax;

import io.pharos.model.Kind;
import io.pharos.model.Problem;

/** The refusal of a tax rule that no invoice could state. */
final class TaxProblem {
    private TaxProblem() {}

    static Problem malformed(String detail) {
        return Problem.of(Kind.MALFORMED, "plan.malformed-tax", detail);
    }
}
