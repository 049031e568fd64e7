package io.pharos.promql.enforce;

import io.pharos.model.TenantId;
import io.pharos.promql.ast.Expr;

/**
 * A query that reads one tenant's series and nobody else's: each of its selectors has the tenant's matcher exactly
 * once. {@link #of} is the only way to make one; it throws a {@link io.pharos.model.Problem} for what it refuses.
 */
public final class EnforcedQuery {
    private final TenantId tenant;
    private final QueryFence.Enclosed enclosed;

    private EnforcedQuery(TenantId tenant, QueryFence.Enclosed enclosed) {
        this.tenant = tenant;
        this.enclosed = enclosed;
    }

    public static EnforcedQuery of(TenantId tenant, Expr query) {
        return of(Bounds.of(tenant), query);
    }

    public static EnforcedQuery of(Bounds bounds, Expr query) {
        return new EnforcedQuery(bounds.tenant(), new QueryFence(bounds).enclose(query));
    }

    public TenantId tenant() {
        return tenant;
    }

    /** The tree that {@link #text} parses to. */
    public Expr expr() {
        return enclosed.expr();
    }

    /** The canonical text, to be sent upstream and to be a cache's key. */
    public String text() {
        return enclosed.text();
    }

    @Override
    public String toString() {
        return text();
    }
}
