package io.pharos.billing.delivery;

import io.pharos.billing.delivery.DeliveryStore.Told;
import io.pharos.billing.document.CanonicalJson;
import io.pharos.billing.webhook.WebhookMessage;
import io.pharos.billing.webhook.WebhookSecret;
import io.pharos.billing.webhook.WebhookSignature;
import io.pharos.model.Problem;
import io.pharos.sql.Seal;
import io.pharos.tenancy.egress.EgressClient;
import io.pharos.tenancy.egress.EgressReply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends a message to an endpoint by Standard Webhooks 1.0.0: signed anew on each try, over the very bytes that are sent,
 * by every key that is valid. The address is looked up and checked on each try; redirects are answers, not followed.
 */
@Singleton
class WebhookSender {
    private static final int KEPT = 1024;

    private final EgressClient client;
    private final Seal seal;
    private final Clock clock;

    WebhookSender(EgressClient client, Seal seal, Clock clock) {
        this.client = client;
        this.seal = seal;
        this.clock = clock;
    }

    Sent send(Endpoint endpoint, Told message) {
        Instant now = clock.instant();
        byte[] body = body(message);
        WebhookMessage attempt = new WebhookMessage("msg_" + message.id(), now, body);
        Map<String, String> headers = Map.of(
                "Content-Type", "application/json",
                "User-Agent", "Pharos-Webhooks/1.0",
                "webhook-id", attempt.id(),
                "webhook-timestamp", Long.toString(now.getEpochSecond()),
                "webhook-signature", new WebhookSignature(secrets(endpoint, now)).header(attempt));
        try {
            EgressReply reply =
                    client.send(endpoint.tenant(), HttpMethod.POST, endpoint.url(), headers, Buffer.buffer(body));
            return answered(reply);
        } catch (Problem failed) {
            return new Sent.Failed(null, failed.detail(), Duration.ZERO);
        }
    }

    private List<WebhookSecret> secrets(Endpoint endpoint, Instant now) {
        List<WebhookSecret> secrets = new ArrayList<>();
        secrets.add(WebhookSecret.parse(seal.openText(endpoint.box(), endpoint.secret())));
        byte[] retiring = endpoint.retiringSecret();
        Instant until = endpoint.retiringUntil();
        if (retiring != null && until != null && now.isBefore(until)) {
            secrets.add(WebhookSecret.parse(seal.openText(endpoint.box(), retiring)));
        }
        return secrets;
    }

    static byte[] body(Told message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", message.type());
        body.put("timestamp", message.happened());
        body.put("data", message.data());
        return CanonicalJson.write(body);
    }

    private static Sent answered(EgressReply reply) {
        String text = reply.body().toString(StandardCharsets.UTF_8).replace("\u0000", "");
        String begun = text.substring(0, Math.min(text.length(), KEPT));
        if (reply.status() >= 200 && reply.status() < 300) {
            return new Sent.Taken(reply.status(), begun);
        }
        return reply.status() == 410
                ? new Sent.Gone(begun)
                : new Sent.Failed(
                        reply.status(), begun, retryAfter(reply.headers().get("Retry-After")));
    }

    private static Duration retryAfter(@Nullable String header) {
        return header != null && header.matches("[0-9]{1,6}")
                ? Duration.ofSeconds(Long.parseLong(header))
                : Duration.ZERO;
    }
}
