package io.pharos.gateway.lease;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What holds for every leased cache. */
@ConfigMapping(prefix = "pharos.lease")
public interface LeaseConfig {
    /** The largest value; a request's body is limited by {@code quarkus.http.limits.max-body-size}, too. */
    @WithDefault("1M")
    MemorySize maxValue();

    /** How long a value is kept whose writer says nothing. */
    @WithDefault("1h")
    Duration ttl();

    /** The longest that a value may be kept. */
    @WithDefault("30d")
    Duration maxTtl();

    /** How long Redis may take for one operation. */
    @WithDefault("1s")
    Duration timeout();
}
