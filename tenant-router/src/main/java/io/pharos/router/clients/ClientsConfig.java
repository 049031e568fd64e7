package io.pharos.router.clients;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How clients' secrets are rotated. */
@ConfigMapping(prefix = "pharos.router.clients")
public interface ClientsConfig {
    /** How long the secret before a rotation is still taken. */
    @WithDefault("PT24H")
    Duration oldSecretFor();
}
