package io.pharos.router.token;

import io.pharos.model.Scope;
import java.time.Instant;
import java.util.Set;

/** A signed access token with what we need to remember of it; never printed. */
public record AccessToken(String jwt, String jti, Set<Scope> scopes, Instant issuedAt, Instant expiresAt) {
    public AccessToken {
        scopes = Set.copyOf(scopes);
    }

    @Override
    public String toString() {
        return "AccessToken[" + jti + "]";
    }
}
