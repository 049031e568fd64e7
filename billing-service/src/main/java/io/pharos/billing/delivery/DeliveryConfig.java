package io.pharos.billing.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How messages are delivered. */
@ConfigMapping(prefix = "pharos.billing.delivery")
public interface DeliveryConfig {
    /** How often deliveries that are due are looked for. */
    @WithDefault("2s")
    String every();

    /** How many are tried at once. */
    @WithDefault("16")
    int atOnce();

    /** How many of one tenant are taken up at a time, so that one with many keeps no other waiting. */
    @WithDefault("8")
    int ofTenantAtOnce();

    /** How long the secret before goes on signing after a rotation. */
    @WithDefault("PT24H")
    Duration secretOverlap();

    /** The reference of the secret (32 characters or more) that endpoints' keys are encrypted with. */
    String encryptionKey();

    /** The address where tenants find their invoices, for links. */
    @WithDefault("http://127.0.0.1:8080")
    String publicUrl();

    /** How many endpoints a tenant can have. */
    @WithDefault("20")
    int maxEndpoints();
}
