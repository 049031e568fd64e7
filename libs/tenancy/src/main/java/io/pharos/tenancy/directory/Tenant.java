package io.pharos.tenancy.directory;

import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as the directory has it: its plan and standing, where its data lies (an engine id for each environment),
 * its limits, and where its alerts and traces go. {@link #version} grows with every change and guards against lost updates.
 */
public record Tenant(
        TenantId id,
        String name,
        Plan plan,
        Status status,
        Isolation isolation,
        Residency residency,
        Map<Environment, String> environments,
        Limits limits,
        LabelConflict labelConflict,
        Alerting alerting,
        @Nullable TraceEndpoint traces,
        long version) {
    public Tenant {
        Given.all("tenant", id, name, environments);
        plan = Given.or(plan, Plan.FREE);
        status = Given.or(status, Status.ACTIVE);
        isolation = Given.or(isolation, Isolation.SHARED);
        residency = Given.or(residency, Residency.ANYWHERE);
        limits = Given.or(limits, Limits.DEFAULT);
        labelConflict = Given.or(labelConflict, LabelConflict.REFUSE);
        alerting = Given.or(alerting, Alerting.SHARED);
        environments = Map.copyOf(environments);
        if (name.isBlank() || name.length() > 200) {
            throw Problem.of(
                    Kind.MALFORMED, "directory.malformed-tenant", "A tenant's name is 1 to 200 characters for people.");
        }
    }

    /** A tenant whose traces go nowhere. */
    public Tenant(
            TenantId id,
            String name,
            Plan plan,
            Status status,
            Isolation isolation,
            Residency residency,
            Map<Environment, String> environments,
            Limits limits,
            LabelConflict labelConflict,
            Alerting alerting,
            long version) {
        this(
                id,
                name,
                plan,
                status,
                isolation,
                residency,
                environments,
                limits,
                labelConflict,
                alerting,
                null,
                version);
    }

    /** The id of the engine that holds an environment's data, or empty where the tenant has no such environment. */
    public Optional<String> engineOf(Environment environment) {
        return Optional.ofNullable(environments.get(environment));
    }

    /** Whether requests for this tenant are served at all. */
    public boolean served() {
        return status == Status.ACTIVE || status == Status.RESTRICTED;
    }

    /** Whether the suite itself may go on with what that scope covers: the tenant is served, and no cap is used up. */
    public boolean mayGoOn(Scope scope) {
        return served() && !plan.isUsedUp(scope);
    }
}
