package io.pharos.router.keys;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;

/** A P-256 public key as a JWKS lists it (RFC 7517, 7518); the {@code kid} is its RFC 7638 thumbprint. */
@RegisterForReflection
public record PublicKeyJwk(String kid, String x, String y) {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final int FIELD_BYTES = 32;

    public static PublicKeyJwk of(ECPublicKey key) {
        String x = coordinate(key.getW().getAffineX());
        String y = coordinate(key.getW().getAffineY());
        return new PublicKeyJwk(thumbprint(x, y), x, y);
    }

    @JsonProperty
    public String kty() {
        return "EC";
    }

    @JsonProperty
    public String crv() {
        return "P-256";
    }

    @JsonProperty
    public String alg() {
        return "ES256";
    }

    @JsonProperty
    public String use() {
        return "sig";
    }

    private static String thumbprint(String x, String y) {
        String canonical = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
        return BASE64URL.encodeToString(Sha256.of(canonical.getBytes(StandardCharsets.UTF_8)));
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[FIELD_BYTES];
        int significant = Math.min(bytes.length, FIELD_BYTES);
        System.arraycopy(bytes, bytes.length - significant, fixed, FIELD_BYTES - significant, significant);
        return BASE64URL.encodeToString(fixed);
    }
}
