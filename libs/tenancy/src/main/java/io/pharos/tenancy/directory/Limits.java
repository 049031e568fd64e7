package io.pharos.tenancy.directory;

import io.pharos.model.Role;
import java.util.Map;

/** A tenant's limits at the door, on writes, on rules and on queries; what is not given is the product's default. */
public record Limits(
        RequestLimits requests, IngestLimits ingest, RulerLimits ruler, Map<Role, QueryLimits> queryOverrides) {
    public static final Limits DEFAULT =
            new Limits(RequestLimits.DEFAULT, IngestLimits.DEFAULT, RulerLimits.DEFAULT, Map.of());

    public Limits {
        requests = Given.or(requests, RequestLimits.DEFAULT);
        ingest = Given.or(ingest, IngestLimits.DEFAULT);
        ruler = Given.or(ruler, RulerLimits.DEFAULT);
        queryOverrides = Map.copyOf(Given.or(queryOverrides, Map.of()));
    }

    /** What holds for a role in this tenant: the tenant's override where there is one, else the role's standard. */
    public QueryLimits query(Role role) {
        QueryLimits standard = QueryLimits.standard(role);
        QueryLimits override = queryOverrides.get(role);
        return override == null ? standard : override.orElse(standard);
    }
}
