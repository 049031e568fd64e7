package io.pharos.router.directory;

import io.pharos.model.Environment;
import io.pharos.tenancy.directory.Limits;
import io.pharos.tenancy.directory.Plan;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.directory.Tenant;
import java.util.Map;

/** A tenant with one part exchanged. */
final class TenantChange {
    private TenantChange() {}

    static Tenant plan(Tenant t, Plan plan) {
        return new Tenant(
                t.id(),
                t.name(),
                plan,
                t.status(),
                t.isolation(),
                t.residency(),
                t.environments(),
                t.limits(),
                t.labelConflict(),
                t.alerting(),
                t.traces(),
                t.version());
    }

    static Tenant status(Tenant t, Status status) {
        return new Tenant(
                t.id(),
                t.name(),
                t.plan(),
                status,
                t.isolation(),
                t.residency(),
                t.environments(),
                t.limits(),
                t.labelConflict(),
                t.alerting(),
                t.traces(),
                t.version());
    }

    static Tenant limits(Tenant t, Limits limits) {
        return new Tenant(
                t.id(),
                t.name(),
                t.plan(),
                t.status(),
                t.isolation(),
                t.residency(),
                t.environments(),
                limits,
                t.labelConflict(),
                t.alerting(),
                t.traces(),
                t.version());
    }

    static Tenant environments(Tenant t, Map<Environment, String> environments) {
        return new Tenant(
                t.id(),
                t.name(),
                t.plan(),
                t.status(),
                t.isolation(),
                t.residency(),
                environments,
                t.limits(),
                t.labelConflict(),
                t.alerting(),
                t.traces(),
                t.version());
    }
}
