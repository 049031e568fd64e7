package io.pharos.gateway.quota;

import io.pharos.model.Role;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;
import java.util.Set;

/** How quotas are counted, and what happens while Redis cannot count. */
@ConfigMapping(prefix = "pharos.quota")
public interface QuotaConfig {
    /** How long Redis may take to count one request before it is held to be out of reach. */
    @WithDefault("250ms")
    Duration timeout();

    /** How long Redis is left alone after it failed, before it is asked again. */
    @WithDefault("1s")
    Duration pause();

    /**
     * For how long requests may be counted ahead of their coming while less than half of a quota is used, so that not
     * each of a busy caller's requests waits for Redis; zero has each counted when it comes.
     */
    @WithDefault("100ms")
    Duration ahead();

    /** The roles that are refused with 503 while Redis cannot count; all others get a local share. */
    @WithDefault("guest")
    Set<Role> refusedUncounted();

    /** The part of a quota that each gateway grants by itself while Redis cannot count: one over the replicas. */
    @WithDefault("0.5")
    @DecimalMin("0.01")
    @DecimalMax("1.0")
    double localShare();
}
