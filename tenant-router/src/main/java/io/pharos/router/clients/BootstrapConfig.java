package io.pharos.router.clients;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What is there before anybody can call the API. */
@ConfigMapping(prefix = "pharos.bootstrap")
public interface BootstrapConfig {
    /** A JSON file with the platform's and the services' clients and the SHA-256 of their secrets. */
    Optional<String> file();
}
