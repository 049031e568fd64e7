package io.pharos.gateway.cache;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Which results of range queries are kept, and how queries are split. */
@ConfigMapping(prefix = "pharos.cache")
public interface CacheConfig {
    /** Whether results are kept at all, for tenants whose plan has it. */
    @WithDefault("true")
    boolean enabled();

    /**
     * Results younger than this are not kept: samples that come out of order within it are nobody's news. At least
     * four minutes more than {@code pharos.late.after}, so that clocks may differ.
     */
    @WithDefault("5m")
    Duration youngest();

    /** How long a result is kept after it was last added to; at most a day. */
    @WithDefault("12h")
    Duration ttl();

    /** The largest result, as JSON, that is kept or put together; larger ones are streamed past the cache. */
    @WithDefault("4M")
    MemorySize maxResult();

    /** How many pieces of one query are asked for at once. */
    @WithDefault("4")
    @Min(1)
    @Max(32)
    int parallel();

    /** How long Redis may take before a query goes past the cache. */
    @WithDefault("250ms")
    Duration timeout();

    /** How long Redis is left alone after it failed. */
    @WithDefault("1s")
    Duration pause();
}
