package io.pharos.billing.webhook;

import java.time.Instant;

/**
 * One attempt to deliver: the id stays over all attempts, so that the receiver can tell a repetition; the timestamp
 * is the attempt's own; the body is the bytes that are sent, never a serialisation of its own.
 */
public record WebhookMessage(String id, Instant attempted, byte[] body) {
    public WebhookMessage {
        if (id.isEmpty() || id.indexOf('.') >= 0) {
            throw new IllegalArgumentException(
                    "a webhook id is not empty and holds no '.', which separates what is signed");
        }
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** Whole seconds since 1970, as the header says it. */
    String timestamp() {
        return Long.toString(attempted.getEpochSecond());
    }
}
