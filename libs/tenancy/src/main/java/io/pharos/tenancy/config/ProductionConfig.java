package io.pharos.tenancy.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether this is an installation that customers rely on. */
@ConfigMapping(prefix = "pharos.production")
public interface ProductionConfig {
    /** Refuses to start with settings that are for development only; the Kubernetes manifests switch it on. */
    @WithDefault("false")
    boolean enabled();
}
