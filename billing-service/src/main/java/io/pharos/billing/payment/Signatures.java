package io.pharos.billing.payment;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signatures of providers: HMAC-SHA256 and RSA with SHA-256; comparisons take the same time whatever is given. */
final class Signatures {
    static final Duration TOLERANCE = Duration.ofSeconds(300);

    private Signatures() {}

    static String hmacHex(String secret, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    static void requireRsa(PublicKey key, String message, String base64) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update(message.getBytes(StandardCharsets.UTF_8));
            if (!signature.verify(Base64.getDecoder().decode(base64))) {
                throw unsigned();
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unsigned();
        }
    }

    /** A public key from PEM or bare base64 (X.509 SubjectPublicKeyInfo). */
    static PublicKey rsaKey(String text) {
        String base64 = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("the provider's public key is not one of RSA in X.509", e);
        }
    }

    /** Neither old nor of the future: what was recorded elsewhere cannot be sent again for long. */
    static void requireRecent(String epochSeconds, Instant now) {
        if (!epochSeconds.matches("[0-9]{1,12}")) {
            throw unsigned();
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(epochSeconds)), now)
                .abs();
        if (age.compareTo(TOLERANCE) > 0) {
            throw unsigned();
        }
    }

    static Problem unsigned() {
        return Problem.of(
                Kind.UNAUTHENTICATED,
                "payment.unverified-notice",
                "The notice is not signed as this provider signs, or is older than 300 seconds.");
    }

    static Problem unreadable() {
        return Problem.of(
                Kind.MALFORMED,
                "payment.unreadable-notice",
                "The notice is signed, but is not what this provider sends.");
    }
}
