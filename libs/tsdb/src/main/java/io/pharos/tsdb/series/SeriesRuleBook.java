package io.pharos.tsdb.series;

import io.pharos.model.TenantId;

/** Every tenant's {@link SeriesRules}; answers at once from memory. */
public interface SeriesRuleBook {
    /** Nobody has rules. */
    SeriesRuleBook EMPTY = tenant -> SeriesRules.NONE;

    SeriesRules of(TenantId tenant);
}
