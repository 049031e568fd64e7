package io.pharos.alert.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures that receivers check: those of Standard Webhooks 1.0.0, and DingTalk's. */
final class Signature {
    private static final String SHA256 = "HmacSHA256";

    private Signature() {}

    /** The value of {@code webhook-signature}, over the id, the second of sending and the body as it is sent. */
    static String ofWebhook(byte[] key, String id, long second, byte[] body) {
        Mac mac = mac(key);
        mac.update((id + "." + second + ".").getBytes(UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    }

    /** The parameter {@code sign} of a DingTalk robot, over the millisecond of sending and the secret itself. */
    static String ofDingTalk(String secret, long millis) {
        Mac mac = mac(secret.getBytes(UTF_8));
        return Base64.getEncoder().encodeToString(mac.doFinal((millis + "\n" + secret).getBytes(UTF_8)));
    }

    static byte[] hmac(byte[] key, String text) {
        return mac(key).doFinal(text.getBytes(UTF_8));
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(SHA256);
            mac.init(new SecretKeySpec(key, SHA256));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + SHA256, e);
        }
    }
}
