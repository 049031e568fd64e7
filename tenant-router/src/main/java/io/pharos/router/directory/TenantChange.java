package io.pharos.router.directory;

import io.pharos.model.Environment;
import io.pharos.tenancy.directory.Limits;
import io.pharos.tenancy.directory.Plan;
import io.pharos.tenancy.directory.Residency;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.directory.Tenant;
import java.util.Map;

/** A tenant with one part exchanged. */
final class TenantChange {
    private TenantChange() {}

    static Tenant plan(Tenant t, Plan plan) {
        return changed(t, plan, t.status(), t.residency(), t.environments(), t.limits());
    }

    static Tenant status(Tenant t, Status status) {
        return changed(t, t.plan(), status, t.residency(), t.environments(), t.limits());
    }

    static Tenant limits(Tenant t, Limits limits) {
        return changed(t, t.plan(), t.status(), t.residency(), t.environments(), limits);
    }

    static Tenant environments(Tenant t, Map<Environment, String> environments) {
        return changed(t, t.plan(), t.status(), t.residency(), environments, t.limits());
    }

    static Tenant residency(Tenant t, Residency residency) {
        return changed(t, t.plan(), t.status(), residency, t.environments(), t.limits());
    }

    private static Tenant changed(
            Tenant t,
            Plan plan,
            Status status,
            Residency residency,
            Map<Environment, String> environments,
            Limits limits) {
        return new Tenant(
                t.id(),
                t.name(),
                plan,
                status,
                t.isolation(),
                residency,
                environments,
                limits,
                t.labelConflict(),
                t.alerting(),
                t.traces(),
                t.version());
    }
}
