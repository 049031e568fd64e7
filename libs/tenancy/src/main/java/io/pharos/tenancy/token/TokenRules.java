package io.pharos.tenancy.token;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;

/** What the claims of a token with a good signature must say, and whose token it then is. */
record TokenRules(String issuer, Duration clockSkew) {
    /** The audience of tenants' and the platform's tokens. */
    static final String PUBLIC_AUDIENCE = "pharos";

    /** The audience of tokens that services use among themselves. */
    static final String INTERNAL_AUDIENCE = "pharos-internal";

    /** Issuer, audience, times, then the caller's own claims; the first that does not hold refuses. */
    Caller caller(JwtClaims claims, Instant now) {
        try {
            require(issuer.equals(claims.getIssuer()), "another issuer");
            boolean internal = internal(claims.getAudience());
            Common common = common(claims);
            require(!common.issuedAt.isAfter(now.plus(clockSkew)), "issued in the future");
            requireAlive(common.expiresAt, now);
            return internal ? service(claims, common) : outside(claims, common);
        } catch (MalformedClaimException e) {
            throw refused("a claim of another type");
        }
    }

    /** Holds on every use of a token, also when its signature was checked before. */
    void requireAlive(Instant expiresAt, Instant now) {
        if (!now.isBefore(expiresAt.plus(clockSkew))) {
            throw Problem.of(Kind.UNAUTHENTICATED, "token.expired", "The token has expired; ask for a new one.");
        }
    }

    private record Common(
            String subject, String clientId, String jti, Set<Scope> scopes, Instant issuedAt, Instant expiresAt) {}

    private static Common common(JwtClaims claims) throws MalformedClaimException {
        return new Common(
                text(claims.getSubject(), "sub"),
                text(claims.getStringClaimValue("client_id"), "client_id"),
                text(claims.getJwtId(), "jti"),
                scopes(text(claims.getStringClaimValue("scope"), "scope")),
                time(claims.getIssuedAt(), "iat"),
                time(claims.getExpirationTime(), "exp"));
    }

    private static boolean internal(List<String> audience) {
        require(audience.size() == 1, "not exactly one audience");
        String only = audience.getFirst();
        require(only.equals(PUBLIC_AUDIENCE) || only.equals(INTERNAL_AUDIENCE), "another audience");
        return only.equals(INTERNAL_AUDIENCE);
    }

    private static Caller service(JwtClaims claims, Common c) {
        require(!claims.hasClaim("tenant_id"), "a service with a tenant");
        require(c.scopes.equals(Set.of(Scope.INTERNAL)), "a service with other scopes than 'internal'");
        return new Caller.ServiceCaller(c.subject, c.scopes, c.clientId, c.jti, c.issuedAt, c.expiresAt);
    }

    private static Caller outside(JwtClaims claims, Common c) throws MalformedClaimException {
        return claims.hasClaim("tenant_id") ? user(claims, c) : platform(c);
    }

    private static Caller user(JwtClaims claims, Common c) throws MalformedClaimException {
        TenantId tenant = TenantId.parse(text(claims.getStringClaimValue("tenant_id"), "tenant_id"))
                .orElseThrow(() -> refused("no tenant's name in 'tenant_id'"));
        Role role = Role.parse(text(claims.getStringClaimValue("role"), "role"))
                .orElseThrow(() -> refused("no known role in 'role'"));
        require(Scope.ofTenants().containsAll(c.scopes), "a scope that no tenant can have");
        return new Caller.TenantCaller(c.subject, tenant, role, c.scopes, c.clientId, c.jti, c.issuedAt, c.expiresAt);
    }

    private static Caller platform(Common c) {
        require(c.scopes.equals(Set.of(Scope.PLATFORM)), "neither a tenant nor the scope 'platform' alone");
        return new Caller.PlatformCaller(c.subject, c.scopes, c.clientId, c.jti, c.issuedAt, c.expiresAt);
    }

    /** Words that are none of our scopes are another application's, and are passed over. */
    private static Set<Scope> scopes(String claim) {
        EnumSet<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : claim.split(" ")) {
            Scope.parse(word).ifPresent(scopes::add);
        }
        return scopes;
    }

    private static String text(@Nullable String value, String claim) {
        if (value == null || value.isBlank()) {
            throw refused("no '" + claim + "'");
        }
        return value;
    }

    private static Instant time(@Nullable NumericDate value, String claim) {
        if (value == null) {
            throw refused("no '" + claim + "'");
        }
        return Instant.ofEpochMilli(value.getValueInMillis());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw refused(otherwise);
        }
    }

    private static Problem refused(String why) {
        return Problem.of(
                Kind.UNAUTHENTICATED,
                "token.wrong-claims",
                "The token is not one of this installation (" + why + "); ask /oauth2/token for one.");
    }
}
