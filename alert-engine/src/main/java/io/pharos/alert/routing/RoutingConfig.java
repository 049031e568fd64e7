package io.pharos.alert.routing;

import io.smallrye.config.ConfigMapping;

/** How tenants' routings are kept. */
@ConfigMapping(prefix = "pharos.alert.routing")
public interface RoutingConfig {
    /** The reference to the secret (32 characters or more) that encrypts routings at rest: chats' addresses are secrets. */
    String encryptionKey();
}
