package io.pharos.tenancy.directory;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.model.Role;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a role may ask: queries a second, the longest {@code end - start}, and the longest span of data touched
 * (range, subquery and offset together). Absent is no limit; in a tenant's overrides, absent is as the role has it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueryLimits(
        @Nullable Integer rate,
        @Nullable Duration maxRange,
        @Nullable Duration maxDataSpan) {
    /** No limit of a role's own; the tenant's and the plan's still hold. */
    public static final QueryLimits UNLIMITED = new QueryLimits(null, null, null);

    private static final QueryLimits DEV = new QueryLimits(100, Duration.ofMinutes(15), Duration.ofHours(1));
    private static final QueryLimits GUEST = new QueryLimits(5, Duration.ofSeconds(30), Duration.ofMinutes(5));

    public QueryLimits {
        Positive.all("query", rate == null ? 1 : rate);
        Positive.all("query", maxRange);
        Positive.all("query", maxDataSpan);
    }

    /** The product's standard for a role. */
    public static QueryLimits standard(Role role) {
        return switch (role) {
            case ADMIN -> UNLIMITED;
            case DEV -> DEV;
            case GUEST -> GUEST;
        };
    }

    /** These limits, with what is absent taken from others. */
    public QueryLimits orElse(QueryLimits other) {
        return new QueryLimits(
                rate == null ? other.rate : rate,
                maxRange == null ? other.maxRange : maxRange,
                maxDataSpan == null ? other.maxDataSpan : maxDataSpan);
    }
}
