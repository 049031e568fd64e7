package io.pharos.tenancy.context;

import io.pharos.model.Scope;

/** What a resource asks of those who call it. */
public sealed interface Access {
    /** A tenant's own token with a scope; an administrative act asks for the role admin and fresh revocations too. */
    record OfTenant(Scope scope, boolean admin) implements Access {}

    /** A token of the platform's administration, and fresh revocations. */
    record OfPlatform() implements Access {}

    /** A token of a service of the suite. */
    record OfSuite() implements Access {}

    /** The access that a scope stands for. */
    static Access to(Scope scope, boolean admin) {
        return switch (scope) {
            case PLATFORM -> new OfPlatform();
            case INTERNAL -> new OfSuite();
            case METRICS_WRITE,
                    METRICS_READ,
                    TRACES_WRITE,
                    LOGS_WRITE,
                    LOGS_READ,
                    RULES_READ,
                    RULES_WRITE,
                    TARGETS_WRITE,
                    USAGE_WRITE,
                    BILLING_READ,
                    BILLING_WRITE,
                    REPORTS,
                    DASHBOARDS,
                    OPS_WRITE,
                    PARTNERS -> new OfTenant(scope, admin);
        };
    }
}
