package io.pharos.billing.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and checks by Standard Webhooks 1.0.0:
 * {@code v1,base64(HMAC-SHA256(key, id "." timestamp "." body))}, a signature for each valid key, separated by spaces,
 * so that keys rotate with an overlap. A message older or newer than the tolerance is not valid.
 */
public record WebhookSignature(List<WebhookSecret> secrets) {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v1,";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    public WebhookSignature {
        secrets = List.copyOf(secrets);
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("a webhook is signed with at least one secret");
        }
    }

    /** The value of the header {@code webhook-signature}. */
    public String header(WebhookMessage message) {
        return secrets.stream().map(s -> sign(s, message)).collect(Collectors.joining(" "));
    }

    /** Whether one of the signatures is of one of the secrets, and the attempt is recent. */
    public boolean accepts(WebhookMessage message, String header, Clock clock) {
        Duration age = Duration.between(message.attempted(), clock.instant()).abs();
        return age.compareTo(TOLERANCE) <= 0
                && List.of(header.split(" ")).stream().anyMatch(given -> isOurs(message, given));
    }

    private boolean isOurs(WebhookMessage message, String given) {
        byte[] bytes = given.getBytes(StandardCharsets.UTF_8);
        return secrets.stream()
                .map(s -> sign(s, message).getBytes(StandardCharsets.UTF_8))
                .anyMatch(expected -> MessageDigest.isEqual(expected, bytes));
    }

    private static String sign(WebhookSecret secret, WebhookMessage message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
            mac.update((message.id() + "." + message.timestamp() + ".").getBytes(StandardCharsets.UTF_8));
            return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(message.body()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
