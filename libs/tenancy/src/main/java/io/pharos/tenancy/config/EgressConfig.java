package io.pharos.tenancy.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which outside addresses may be called on a tenant's word, and how patiently. */
@ConfigMapping(prefix = "pharos.egress")
public interface EgressConfig {
    /** Ranges that may be called although they are private or local. */
    Optional<List<String>> allow();

    /** Ranges that may not be called although they are public: the cluster's own. */
    Optional<List<String>> deny();

    /** The longest that one call may take. */
    @WithDefault("10s")
    Duration deadline();

    /** The largest answer in bytes. */
    @WithDefault("10485760")
    int maxBytes();

    /** The most calls at once, a quarter of them on one tenant's account; others wait, at most for their deadline. */
    @WithDefault("64")
    int maxCalls();
}
