package io.pharos.router.token;

import io.pharos.model.Scope;
import io.pharos.router.clients.Client;
import io.pharos.router.keys.SigningKey;
import io.pharos.router.keys.SigningKeys;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes and signs access tokens (ES256), for the audience that the client's kind has. */
public class TokenIssuer {
    private static final String PUBLIC_AUDIENCE = "pharos";
    private static final String INTERNAL_AUDIENCE = "pharos-internal";

    private final String issuer;
    private final Duration life;
    private final SigningKeys keys;
    private final Clock clock;

    TokenIssuer(String issuer, Duration life, SigningKeys keys, Clock clock) {
        this.issuer = issuer;
        this.life = life;
        this.keys = keys;
        this.clock = clock;
    }

    /** A token for the client with these of its scopes. */
    public AccessToken issue(Client client, Set<Scope> scopes) {
        SigningKey key = keys.signer();
        String jti = UUID.randomUUID().toString();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        JwtClaimsBuilder claims = Jwt.issuer(issuer)
                .subject(client.id())
                .claim("client_id", client.id())
                .claim("jti", jti)
                .claim("scope", words(scopes))
                .issuedAt(now)
                .expiresAt(now.plus(life));
        String jwt = withOwn(claims, client)
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(key.kid())
                .sign(key.privateKey());
        return new AccessToken(jwt, jti, scopes, now, now.plus(life));
    }

    /** Scopes as tokens and token answers spell them. */
    static String words(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::value).collect(Collectors.joining(" "));
    }

    private static JwtClaimsBuilder withOwn(JwtClaimsBuilder claims, Client client) {
        return switch (client) {
            case Client.TenantClient own ->
                claims.audience(PUBLIC_AUDIENCE)
                        .claim("tenant_id", own.tenant().value())
                        .claim("role", own.role().value());
            case Client.PlatformClient _ -> claims.audience(PUBLIC_AUDIENCE);
            case Client.ServiceClient _ -> claims.audience(INTERNAL_AUDIENCE);
        };
    }
}
