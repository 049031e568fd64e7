package io.pharos.promql.enforce;

import io.pharos.model.TenantId;

/** Told of each query that enforcement could not vouch for and therefore withheld; anything above zero is our defect. */
@FunctionalInterface
public interface WallFailures {
    void withheld(TenantId tenant);
}
