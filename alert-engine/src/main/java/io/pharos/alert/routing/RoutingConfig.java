package io.pharos.alert.routing;

import io.smallrye.config.ConfigMapping;

/** How tenants' routings are kept. */
@ConfigMapping(prefix = "pharos.alert.routing")
public interface RoutingConfig {
    /** The reference to the secret under which routings are encrypted at rest: addresses of chats are secrets. */
    String encryptionKey();
}
