package io.pharos.tenancy.config;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who this service is towards the others; absent in a service that calls none. */
@ConfigMapping(prefix = "pharos.identity")
public interface IdentityConfig {
    /** The client id, {@code svc-} and the service's name. */
    Optional<String> clientId();

    /** The client's secret, by reference: {@code file:…} or {@code env:…}. */
    Optional<String> secret();
}
