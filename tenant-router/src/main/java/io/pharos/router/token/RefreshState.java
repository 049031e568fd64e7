package io.pharos.router.token;

import io.pharos.model.Scope;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A refresh token as it is stored, with its family; decides what presenting it now means. */
record RefreshState(
        UUID family,
        String clientId,
        Set<Scope> scopes,
        Instant expiresAt,
        Instant familyEndsAt,
        @Nullable Instant usedAt,
        @Nullable Instant revokedAt) {
    /** What presenting the token means. */
    sealed interface Verdict {}

    /** It is good, and now used. */
    record Good() implements Verdict {}

    /** It was used before: somebody holds a copy, so the whole family goes. */
    record Reused() implements Verdict {}

    /** It is of no use to who presents it. */
    record Useless() implements Verdict {}

    RefreshState {
        scopes = Set.copyOf(scopes);
    }

    Verdict presentedBy(String client, Instant now) {
        if (!clientId.equals(client) || revokedAt != null) {
            return new Useless();
        }
        if (usedAt != null) {
            return new Reused();
        }
        return now.isBefore(expiresAt) && now.isBefore(familyEndsAt) ? new Good() : new Useless();
    }
}
