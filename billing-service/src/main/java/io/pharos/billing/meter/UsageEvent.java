package io.pharos.billing.meter;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One thing that was used, at the time it was used; properties are what meters filter, group and measure by. */
public record UsageEvent(EventKey key, Instant time, BigDecimal quantity, Map<String, String> properties) {
    public UsageEvent {
        properties = Map.copyOf(properties);
    }

    public Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }
}
