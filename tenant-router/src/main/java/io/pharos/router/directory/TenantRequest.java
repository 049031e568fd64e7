package io.pharos.router.directory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.Alerting;
import io.pharos.tenancy.directory.CustomRole;
import io.pharos.tenancy.directory.Isolation;
import io.pharos.tenancy.directory.LabelConflict;
import io.pharos.tenancy.directory.Limits;
import io.pharos.tenancy.directory.Plan;
import io.pharos.tenancy.directory.Residency;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.directory.TraceEndpoint;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tenant as the operator writes it; what is left out has the product's default. */
record TenantRequest(
        @Nullable TenantId id,
        @Nullable String name,
        @Nullable PlanRequest plan,
        @Nullable Status status,
        @Nullable Isolation isolation,
        @Nullable Residency residency,
        @Nullable Map<Environment, String> environments,
        @Nullable Limits limits,
        @Nullable LabelConflict labelConflict,
        @Nullable Alerting alerting,
        @Nullable TraceEndpoint traces) {
    /** A plan by its name alone, or with its features, caps and roles. */
    record PlanRequest(String name, Set<String> features, Map<String, Long> caps, Map<String, CustomRole> roles) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static PlanRequest of(String name) {
            return new PlanRequest(name, Set.of(), Map.of(), Map.of());
        }

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        static PlanRequest of(
                @JsonProperty(value = "name", required = true) String name,
                @JsonProperty("features") @Nullable Set<String> features,
                @JsonProperty("caps") @Nullable Map<String, Long> caps,
                @JsonProperty("roles") @Nullable Map<String, CustomRole> roles) {
            return new PlanRequest(
                    name,
                    features == null ? Set.of() : features,
                    caps == null ? Map.of() : caps,
                    roles == null ? Map.of() : roles);
        }

        Plan plan() {
            return new Plan(name, features, caps, roles);
        }
    }

    /** The tenant of a path that has none: the body names it. */
    Tenant created() {
        return tenant(required(id, "id"), Residency.ANYWHERE, 1);
    }

    /** The tenant of that id as the body has it now; where its data may lie is never changed by leaving it out. */
    Tenant changed(TenantId path, Tenant before) {
        if (id != null && !id.equals(path)) {
            throw Problem.of(Kind.MALFORMED, "directory.id-conflict", "The body names another tenant than the path.");
        }
        return tenant(path, before.residency(), before.version());
    }

    private Tenant tenant(TenantId tenantId, Residency otherwise, long version) {
        return new Tenant(
                tenantId,
                required(name, "name"),
                plan == null ? Plan.FREE : plan.plan(),
                status == null ? Status.ACTIVE : status,
                isolation == null ? Isolation.SHARED : isolation,
                residency == null ? otherwise : residency,
                required(environments, "environments"),
                limits == null ? Limits.DEFAULT : limits,
                labelConflict == null ? LabelConflict.REFUSE : labelConflict,
                alerting == null ? Alerting.SHARED : alerting,
                traces,
                version);
    }

    private static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw Problem.of(Kind.MALFORMED, "directory.incomplete", "Give the tenant's field '" + field + "'.");
        }
        return value;
    }
}
