package io.pharos.router.setup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What customers paste. */
@ConfigMapping(prefix = "pharos.router.setup")
public interface SetupConfig {
    /** The address by which customers reach the router, without a slash at its end. */
    @WithDefault("${pharos.token.issuer:http://127.0.0.1:8080}")
    String publicUrl();
}
