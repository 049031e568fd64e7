import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * What a gateway asks tenant-router for, as files: keys, a service's token, and a token for each of two tenants. The key
 * lives as long as this process. Run as a source file: {@code java Issuer.java FOLDER ISSUER}.
 */
public final class Issuer {
    private static final int LIFE_SECONDS = 900;

    private final KeyPair keys;
    private final String issuer;

    private Issuer(KeyPair keys, String issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    public static void main(String[] arguments) throws GeneralSecurityException, IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        Issuer issuer = new Issuer(generator.generateKeyPair(), arguments[1]);
        Files.writeString(folder.resolve("jwks.json"), issuer.jwks());
        Files.writeString(folder.resolve("service.token"), issuer.token("svc-query-gateway", "pharos-internal", "internal", ""));
        for (String tenant : new String[] {"acme", "initech"}) {
            String own = ",\"tenant_id\":\"%s\",\"role\":\"dev\"".formatted(tenant);
            Files.writeString(folder.resolve(tenant + ".token"), issuer.token(tenant + "-dev", "pharos", "metrics:read", own));
        }
    }

    private String jwks() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return """
                {"keys":[{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"bench","x":"%s","y":"%s"}]}"""
                .formatted(coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));
    }

    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(bytes.length, fixed.length);
        System.arraycopy(bytes, bytes.length - length, fixed, fixed.length - length, length);
        return base64(fixed);
    }

    private String token(String subject, String audience, String scope, String more) throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        String claims = """
                {"iss":"%s","aud":"%s","sub":"%s","client_id":"%s","scope":"%s","iat":%d,"exp":%d,"jti":"%s"%s}"""
                .formatted(issuer, audience, subject, subject, scope, now, now + LIFE_SECONDS, UUID.randomUUID(), more);
        String signed = base64("{\"alg\":\"ES256\",\"kid\":\"bench\",\"typ\":\"JWT\"}") + '.' + base64(claims);
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + '.' + base64(signature.sign());
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
