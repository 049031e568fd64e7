package io.pharos.tenancy.directory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** How hard a tenant may knock on the front door: requests a second, a burst, and requests at once. */
public record RequestLimits(int requestRate, int requestBurst, int maxConcurrentRequests) {
    public static final RequestLimits DEFAULT = new RequestLimits(1000, 2000, 256);

    public RequestLimits {
        Positive.all("requests", requestRate, requestBurst, maxConcurrentRequests);
    }

    /** From JSON in which anything may be left out and is then the default. */
    @JsonCreator
    static RequestLimits of(
            @JsonProperty("requestRate") @Nullable Integer requestRate,
            @JsonProperty("requestBurst") @Nullable Integer requestBurst,
            @JsonProperty("maxConcurrentRequests") @Nullable Integer maxConcurrentRequests) {
        return new RequestLimits(
                Given.or(requestRate, DEFAULT.requestRate),
                Given.or(requestBurst, DEFAULT.requestBurst),
                Given.or(maxConcurrentRequests, DEFAULT.maxConcurrentRequests));
    }
}
