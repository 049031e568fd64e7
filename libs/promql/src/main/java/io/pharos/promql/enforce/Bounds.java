package io.pharos.promql.enforce;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.promql.ast.LabelMatcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query is held to: one tenant, one of its environments where several share an engine, how foreign matchers
 * are met, and who is told when enforcement fails.
 */
public record Bounds(
        TenantId tenant, @Nullable Environment environment, ForeignMatchers foreign, WallFailures failures) {

    /** All of that tenant's series; foreign matchers are refused, failures are told to nobody. */
    public static Bounds of(TenantId tenant) {
        return new Bounds(tenant, null, ForeignMatchers.REFUSE, failed -> {});
    }

    public Bounds within(Environment only) {
        return new Bounds(tenant, only, foreign, failures);
    }

    public Bounds meeting(ForeignMatchers policy) {
        return new Bounds(tenant, environment, policy, failures);
    }

    public Bounds telling(WallFailures listener) {
        return new Bounds(tenant, environment, foreign, listener);
    }

    /** The matchers that every selector must end with, each on a label of its own. */
    List<LabelMatcher> matchers() {
        LabelMatcher ofTenant = LabelMatcher.equal(TenantId.LABEL, tenant.value());
        return environment == null
                ? List.of(ofTenant)
                : List.of(LabelMatcher.equal(Environment.LABEL, environment.value()), ofTenant);
    }
}
