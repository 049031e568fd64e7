package io.pharos.gateway.isolation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How the wall between tenants is watched. */
@ConfigMapping(prefix = "pharos.isolation")
public interface IsolationConfig {
    /** One in so many answers is looked through for another tenant's series; 1 is every one, 0 none. */
    @WithDefault("100")
    @Min(0)
    int scanOneIn();

    /** Whether the canary tries, as each tenant, to see another one of the same engine. */
    @WithDefault("true")
    boolean canary();

    /** How many tenants try in ten seconds at most, with eight queries each; where there are more, they take turns. */
    @WithDefault("100")
    @Min(1)
    int canaryTenants();
}
