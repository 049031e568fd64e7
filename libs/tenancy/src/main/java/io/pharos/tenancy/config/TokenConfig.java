package io.pharos.tenancy.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Whose tokens are taken, and where their keys are. */
@ConfigMapping(prefix = "pharos.token")
public interface TokenConfig {
    /** The claim {@code iss} of every token. */
    @WithDefault("http://127.0.0.1:8080")
    String issuer();

    /** The keys that verify tokens. */
    @WithDefault("${pharos.token.issuer:http://127.0.0.1:8080}/.well-known/jwks.json")
    URI jwksUrl();

    /** Where this service gets its own token. */
    @WithDefault("${pharos.token.issuer:http://127.0.0.1:8080}/oauth2/token")
    URI tokenUrl();

    /** The time between two looks at the keys when no token asks for an unknown one. */
    @WithDefault("60s")
    Duration jwksRefresh();

    /** By how much the clocks of issuer and service may differ. */
    @WithDefault("10s")
    Duration clockSkew();

    /** How many verified tokens are remembered until they expire. */
    @WithDefault("20000")
    int remembered();
}
