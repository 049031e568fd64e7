package io.pharos.tenancy.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.tenancy.directory.Revocations;
import io.pharos.tenancy.testing.MovableClock;
import io.pharos.tenancy.testing.Refusals;
import io.pharos.tenancy.testing.Tenants;
import io.pharos.tenancy.testing.TestIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JwtVerifierTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final TestIssuer issuer = new TestIssuer("https://pharos.example", clock);
    private final Map<String, PublicKey> published = new HashMap<>(Map.of(issuer.kid(), issuer.publicKey()));
    private int fetches;
    private boolean reachable = true;
    private Revocations revocations = Revocations.NONE;

    private final JwtVerifier verifier = new JwtVerifier(
            new JwtVerifier.Settings(issuer.issuer(), Duration.ofSeconds(10), 100),
            this::fetch,
            Runnable::run,
            () -> revocations,
            clock);

    private Map<String, PublicKey> fetch() throws IOException {
        fetches++;
        if (!reachable) {
            throw new IOException("down");
        }
        return Map.copyOf(published);
    }

    @Test
    void tellsWhoATokenSpeaksFor() {
        assertThat(verifier.verify(issuer.tenantToken(Tenants.ACME, Role.DEV, Scope.METRICS_READ)))
                .isInstanceOfSatisfying(Caller.TenantCaller.class, caller -> {
                    assertThat(caller.tenant()).isEqualTo(Tenants.ACME);
                    assertThat(caller.role()).isEqualTo(Role.DEV);
                    assertThat(caller.scopes()).containsExactly(Scope.METRICS_READ);
                    assertThat(caller.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(15)));
                });
        assertThat(verifier.verify(issuer.platformToken())).isInstanceOf(Caller.PlatformCaller.class);
        assertThat(verifier.verify(issuer.serviceToken("svc-a"))).isInstanceOf(Caller.ServiceCaller.class);
    }

    @ParameterizedTest
    @CsvSource({
        "iss, https://other.example",
        "aud, other",
        "aud, pharos-internal",
        "tenant_id, ACME",
        "tenant_id, platform",
        "role, owner",
        "scope, platform",
        "scope, metrics:read internal",
        "jti, ''",
        "exp, soon"
    })
    void refusesAClaimThatDoesNotFit(String claim, String value) {
        Map<String, Object> claims = issuer.tenantClaims(Tenants.ACME, Role.ADMIN);
        claims.put(claim, value);
        assertThat(refusal(issuer.sign(claims))).isEqualTo("401 token.wrong-claims");
    }

    @ParameterizedTest
    @CsvSource({"iss", "aud", "sub", "role", "scope", "client_id", "iat", "exp", "jti"})
    void refusesATokenThatLacksAClaim(String claim) {
        Map<String, Object> claims = issuer.tenantClaims(Tenants.ACME, Role.ADMIN);
        claims.remove(claim);
        assertThat(refusal(issuer.sign(claims))).startsWith("401 token.");
    }

    @Test
    void aTokenWithoutATenantIsNoTenantsUnlessItIsThePlatforms() {
        Map<String, Object> claims = issuer.tenantClaims(Tenants.ACME, Role.ADMIN);
        claims.remove("tenant_id");
        assertThat(refusal(issuer.sign(claims))).isEqualTo("401 token.wrong-claims");
    }

    @Test
    void refusesATokenOfAnotherKeyUnderAKnownName() {
        TestIssuer thief = new TestIssuer(issuer.issuer(), clock);
        published.put(thief.kid(), issuer.publicKey());
        assertThat(refusal(thief.tenantToken(Tenants.ACME, Role.ADMIN))).isEqualTo("401 token.wrong-signature");
    }

    @Test
    void refusesASpoiledToken() {
        String token = issuer.tenantToken(Tenants.ACME, Role.ADMIN);
        String[] parts = token.split("\\.");
        String other = base64(decode(parts[1]).replace("acme", "initech"));
        assertThat(refusal(parts[0] + "." + other + "." + parts[2])).isEqualTo("401 token.wrong-signature");
        assertThat(refusal("not.a.token")).isEqualTo("401 token.malformed");
        assertThat(refusal("")).isEqualTo("401 token.malformed");
        assertThat(refusal("x".repeat(10_000))).isEqualTo("401 token.malformed");
    }

    @Test
    void theTokenDoesNotChooseItsAlgorithm() throws JoseException {
        assertThat(refusal(withHeader(header -> header.replace("ES256", "none"))))
                .startsWith("401 token.");
        assertThat(refusal(withHeader(header -> header.replace("ES256", "ES384"))))
                .isEqualTo("401 token.wrong-algorithm");
        assertThat(refusal(withHeader(header -> header.replaceAll(",?\"kid\":\"[^\"]*\"", ""))))
                .isEqualTo("401 token.wrong-algorithm");

        JsonWebSignature symmetric = new JsonWebSignature();
        symmetric.setAlgorithmHeaderValue("HS256");
        symmetric.setKeyIdHeaderValue(issuer.kid());
        symmetric.setKey(new HmacKey(issuer.publicKey().getEncoded()));
        symmetric.setPayload(decode(issuer.tenantToken(Tenants.ACME, Role.ADMIN).split("\\.")[1]));
        assertThat(refusal(symmetric.getCompactSerialization())).isEqualTo("401 token.wrong-algorithm");
    }

    @Test
    void anExpiredTokenIsRefusedThoughItWasGoodBefore() {
        String token = issuer.tenantToken(Tenants.ACME, Role.ADMIN);
        verifier.verify(token);
        clock.advance(Duration.ofMinutes(15).plusSeconds(9));
        verifier.verify(token);
        clock.advance(Duration.ofSeconds(1));
        assertThat(refusal(token)).isEqualTo("401 token.expired");
    }

    @Test
    void aTokenOfTheFutureIsRefused() {
        Map<String, Object> claims = issuer.tenantClaims(Tenants.ACME, Role.ADMIN);
        claims.put("iat", clock.instant().getEpochSecond() + 11);
        assertThat(refusal(issuer.sign(claims))).isEqualTo("401 token.wrong-claims");
    }

    @Test
    void aRevocationCountsFromTheNextCallOn() {
        String token = issuer.tenantToken(Tenants.ACME, Role.ADMIN);
        Caller caller = verifier.verify(token);
        Instant later = clock.instant().plusSeconds(1);
        for (Revocations revoked : new Revocations[] {
            new Revocations(Set.of(caller.jti()), Map.of(), Map.of()),
            new Revocations(Set.of(), Map.of(caller.clientId(), later), Map.of()),
            new Revocations(Set.of(), Map.of(), Map.of(Tenants.ACME, later))
        }) {
            revocations = revoked;
            assertThat(refusal(token)).isEqualTo("401 token.revoked");
        }
        revocations = new Revocations(
                Set.of("other"), Map.of(caller.clientId(), clock.instant()), Map.of(Tenants.INITECH, later));
        assertThat(refusal(token)).isEqualTo("none");
    }

    @Test
    void asksForAnUnknownKeyOnceInAWhile() {
        verifier.verify(issuer.tenantToken(Tenants.ACME, Role.ADMIN));
        assertThat(fetches).isEqualTo(1);
        TestIssuer rotated = new TestIssuer(issuer.issuer(), clock);
        published.put(rotated.kid(), rotated.publicKey());
        clock.advance(KeyRing.MIN_BETWEEN_FETCHES);
        verifier.verify(rotated.tenantToken(Tenants.ACME, Role.ADMIN));
        assertThat(fetches).isEqualTo(2);

        TestIssuer stranger = new TestIssuer(issuer.issuer(), clock);
        assertThat(refusal(stranger.platformToken())).isEqualTo("401 token.unknown-key");
        assertThat(refusal(stranger.platformToken())).isEqualTo("401 token.unknown-key");
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void saysUnavailableAsLongAsTheKeysAreOutOfReachAndKeepsTheKnownOnes() {
        reachable = false;
        String token = issuer.tenantToken(Tenants.ACME, Role.ADMIN);
        assertThat(refusal(token)).isEqualTo("503 token.keys-out-of-reach");
        assertThat(refusal(token)).isEqualTo("503 token.keys-out-of-reach");
        assertThat(fetches).isEqualTo(1);

        reachable = true;
        clock.advance(KeyRing.MIN_BETWEEN_FETCHES);
        verifier.verify(token);

        reachable = false;
        clock.advance(Duration.ofMinutes(10));
        verifier.verify(issuer.tenantToken(Tenants.INITECH, Role.ADMIN));
        TestIssuer stranger = new TestIssuer(issuer.issuer(), clock);
        assertThat(refusal(stranger.platformToken())).isEqualTo("503 token.keys-out-of-reach");
    }

    @Test
    void answersEventLoopsTheSameWay() {
        String token = issuer.tenantToken(Tenants.ACME, Role.ADMIN);
        assertThat(verifier.verifyAsync(token)).isCompletedWithValueMatching(c -> c instanceof Caller.TenantCaller);
        assertThat(verifier.verifyAsync(token)).isCompleted();
        assertThat(verifier.verifyAsync("nonsense")).isCompletedExceptionally();
    }

    @Test
    void remembersNoMoreThanItMay() {
        VerifiedTokens verified = new VerifiedTokens(10);
        Caller caller = verifier.verify(issuer.platformToken());
        for (int i = 0; i < 1000; i++) {
            verified.put(VerifiedTokens.Digest.of("token " + i), caller);
            assertThat(verified.size()).isLessThanOrEqualTo(10);
        }
        assertThat(verified.find(VerifiedTokens.Digest.of("token 999"))).isEqualTo(caller);
    }

    @Test
    void takesOnlyP256KeysFromAJwks() throws IOException {
        String rsa = "{\"kty\":\"RSA\",\"kid\":\"r\",\"n\":\"AQAB\",\"e\":\"AQAB\"}";
        String jwks = issuer.jwks().replaceFirst("\\[", "[" + rsa + ",");
        assertThat(JwksSource.parse(jwks)).containsOnlyKeys(issuer.kid());
    }

    private String withHeader(UnaryOperator<String> change) {
        String[] parts = issuer.tenantToken(Tenants.ACME, Role.ADMIN).split("\\.");
        return base64(change.apply(decode(parts[0]))) + "." + parts[1] + "." + parts[2];
    }

    private String refusal(String token) {
        return Refusals.of(() -> verifier.verify(token));
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
