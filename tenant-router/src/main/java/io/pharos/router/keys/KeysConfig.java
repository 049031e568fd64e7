package io.pharos.router.keys;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How signing keys are kept and rotated. */
@ConfigMapping(prefix = "pharos.router.keys")
public interface KeysConfig {
    /** Reference to the secret (32 characters or more) that encrypts signing keys at rest; the same for all replicas. */
    String encryptionKey();

    /** How long a key is listed before it signs; no verifier may cache the JWKS for longer. */
    @WithDefault("PT10M")
    Duration notice();

    /** How long a key signs before the next one takes over. */
    @WithDefault("P7D")
    Duration signing();

    /** How long a key stays listed after it signed last; at least a token's life and the notice. */
    @WithDefault("PT30M")
    Duration overlap();
}
