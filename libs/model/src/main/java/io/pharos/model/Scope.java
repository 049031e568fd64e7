package io.pharos.model;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a token allows: the closed list, as it stands in the claim {@code scope}, separated by spaces. */
public enum Scope {
    METRICS_WRITE("metrics:write"),
    METRICS_READ("metrics:read"),
    TRACES_WRITE("traces:write"),
    LOGS_WRITE("logs:write"),
    LOGS_READ("logs:read"),
    RULES_READ("rules:read"),
    RULES_WRITE("rules:write"),
    TARGETS_WRITE("targets:write"),
    USAGE_WRITE("usage:write"),
    BILLING_READ("billing:read"),
    BILLING_WRITE("billing:write"),
    REPORTS("reports"),
    DASHBOARDS("dashboards"),
    OPS_WRITE("ops:write"),
    PARTNERS("partners"),
    /** Administers the directory and reads no tenant's data. */
    PLATFORM("platform"),
    /** One service of the suite calling another under {@code /internal}. */
    INTERNAL("internal");

    private final String value;

    Scope(String value) {
        this.value = value;
    }

    /** The scope as a token spells it. */
    public String value() {
        return value;
    }

    public static Optional<Scope> parse(String value) {
        for (Scope scope : values()) {
            if (scope.value.equals(value)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }

    /** Every scope that a tenant's own client can be given. */
    public static Set<Scope> ofTenants() {
        return EnumSet.complementOf(EnumSet.of(PLATFORM, INTERNAL));
    }
}
