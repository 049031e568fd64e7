package io.pharos.router.clients;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client proves itself with: its secret, and for a while after a rotation the one before. A revoked client
 * proves nothing.
 */
public record Credential(
        SecretHash current,
        @Nullable SecretHash retiring,
        @Nullable Instant retiringUntil,
        @Nullable Instant revokedAt) {
    public boolean accepts(String secret, Instant now) {
        SecretHash presented = SecretHash.of(secret);
        boolean isCurrent = current.matches(presented);
        boolean isRetiring = retiring != null && retiring.matches(presented);
        boolean inTime = retiringUntil != null && now.isBefore(retiringUntil);
        return revokedAt == null && (isCurrent || (isRetiring && inTime));
    }

    public Optional<Instant> revoked() {
        return Optional.ofNullable(revokedAt);
    }
}
