package io.pharos.tenancy.testing;

import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Issues tokens as tenant-router does, with a key pair of its own. */
public final class TestIssuer {
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final String issuer;
    private final Clock clock;
    private final EllipticCurveJsonWebKey key;

    public TestIssuer(String issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
        this.key = generate();
    }

    public String issuer() {
        return issuer;
    }

    public String kid() {
        return key.getKeyId();
    }

    public PublicKey publicKey() {
        return key.getPublicKey();
    }

    /** The JWKS document. */
    public String jwks() {
        return new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /** A token of a tenant's user with all scopes that a tenant can have, or the given ones. */
    public String tenantToken(TenantId tenant, Role role, Scope... scopes) {
        return sign(tenantClaims(tenant, role, scopes));
    }

    /** The claims of such a token, to be spoiled by a test. */
    public Map<String, Object> tenantClaims(TenantId tenant, Role role, Scope... scopes) {
        Map<String, Object> claims = claims(tenant + "-user", "pharos", words(scopes));
        claims.put("tenant_id", tenant.value());
        claims.put("role", role.value());
        claims.put("client_id", tenant + "-client");
        return claims;
    }

    public String platformToken() {
        return sign(claims("platform-admin", "pharos", "platform"));
    }

    public String serviceToken(String client) {
        return sign(claims(client, "pharos-internal", "internal"));
    }

    /** Signs any claims with ES256. */
    public String sign(Map<String, Object> claims) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmHeaderValue("ES256");
            jws.setKeyIdHeaderValue(key.getKeyId());
            jws.setKey(key.getPrivateKey());
            jws.setPayload(JsonUtil.toJson(claims));
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> claims(String subject, String audience, String scope) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("aud", audience);
        claims.put("sub", subject);
        claims.put("client_id", subject);
        claims.put("scope", scope);
        claims.put("iat", now);
        claims.put("exp", now + LIFE.toSeconds());
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    private static String words(Scope... scopes) {
        Set<Scope> wanted = scopes.length == 0 ? Scope.ofTenants() : Set.of(scopes);
        return wanted.stream().map(Scope::value).collect(Collectors.joining(" "));
    }

    private static EllipticCurveJsonWebKey generate() {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(UUID.randomUUID().toString());
            key.setUse("sig");
            key.setAlgorithm("ES256");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
