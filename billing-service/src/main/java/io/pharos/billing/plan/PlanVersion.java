package io.pharos.billing.plan;

/** A plan's name and version. A published version never changes; a change of price is a new version. */
public record PlanVersion(String plan, int version) {
    public PlanVersion {
        if (plan.isBlank() || version < 1) {
            throw PlanProblem.malformed("A plan has a name, and its versions count from 1.");
        }
    }

    @Override
    public String toString() {
        return plan + "@" + version;
    }
}
