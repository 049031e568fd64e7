package io.pharos.billing.webhook;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.util.Base64;

/** The key of an endpoint, {@code whsec_} and base64 of 24 to 64 bytes (Standard Webhooks 1.0.0); never printed. */
public final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    private static final int LEAST = 24;
    private static final int MOST = 64;

    private final byte[] key;

    private WebhookSecret(byte[] key) {
        this.key = key;
    }

    public static WebhookSecret parse(String text) {
        byte[] key = decode(text);
        if (key.length < LEAST || key.length > MOST) {
            throw malformed();
        }
        return new WebhookSecret(key);
    }

    byte[] key() {
        return key.clone();
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }

    private static byte[] decode(String text) {
        if (!text.startsWith(PREFIX)) {
            throw malformed();
        }
        try {
            return Base64.getDecoder().decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static Problem malformed() {
        return Problem.of(
                Kind.MALFORMED,
                "webhook.malformed-secret",
                "A webhook secret is 'whsec_' followed by base64 of 24 to 64 bytes.");
    }
}
