package io.pharos.billing.usage;

import io.pharos.billing.period.Period;
import io.pharos.model.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about a tenant's usage: over which time, cut how, by which of {@code service_id}, {@code user_id} and
 * the meter's own grouping. Without {@code asOf} it is what is known now, up to the last event.
 */
public record UsageQuestion(
        TenantId tenant,
        Period period,
        Window window,
        ZoneId zone,
        List<String> groupBy,
        @Nullable Instant asOf) {
    public UsageQuestion {
        groupBy = List.copyOf(groupBy);
    }

    /** One quantity of a period as it is known now. */
    public static UsageQuestion total(TenantId tenant, Period period) {
        return new UsageQuestion(tenant, period, Window.TOTAL, ZoneId.of("UTC"), List.of(), null);
    }

    /** One quantity of a period as it was known then. */
    public static UsageQuestion total(TenantId tenant, Period period, Instant asOf) {
        return new UsageQuestion(tenant, period, Window.TOTAL, ZoneId.of("UTC"), List.of(), asOf);
    }
}
