package io.pharos.billing.capacity;

import io.pharos.billing.money.Money;
import io.pharos.billing.period.Period;
import io.pharos.model.TenantId;
import java.math.BigDecimal;
import java.util.UUID;

/** Capacity that a tenant has for a time. */
record Lease(
        UUID id,
        String offer,
        TenantId tenant,
        BigDecimal quantity,
        Period period,
        Money price,
        String arithmetic,
        State state) {
    /** Where a lease is. */
    enum State {
        RESERVED,
        ACTIVE,
        ENDED,
        CANCELLED
    }
}
