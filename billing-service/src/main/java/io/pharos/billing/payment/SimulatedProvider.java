package io.pharos.billing.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A provider for development: notices as Stripe signs them, under a header of its own, so that the whole path is walked
 * without one. It is there only where its secret is configured, which no production does: who may write billing data
 * could pay with it.
 */
final class SimulatedProvider implements PaymentProvider {
    static final String NAME = "simulated";
    private static final String HEADER = "simulated-signature";

    private final Supplier<String> secret;

    SimulatedProvider(Supplier<String> secret) {
        this.secret = secret;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Notice verified(InboundNotice notice, Instant now) {
        String[] parts = notice.header(HEADER).split(",", 2);
        Signatures.requireRecent(parts[0], now);
        String expected = Signatures.hmacHex(secret.get(), parts[0] + "." + notice.text());
        if (parts.length != 2 || !Signatures.same(expected, parts[1])) {
            throw Signatures.unsigned();
        }
        JsonNode event = Json.read(notice.body());
        return new Notice.Received(
                Json.text(event, "id"),
                Json.text(event, "payment"),
                Json.text(event, "invoice"),
                new BigDecimal(Json.text(event, "amount")),
                Json.text(event, "currency"));
    }

    /** The notice that this provider would send of a payment. */
    InboundNotice of(Notice.Received payment, Instant now) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("id", payment.eventId())
                .put("payment", payment.payment())
                .put("invoice", payment.invoice())
                .put("amount", payment.amount().toPlainString())
                .put("currency", payment.currency());
        String body = event.toString();
        String time = Long.toString(now.getEpochSecond());
        String signature = Signatures.hmacHex(secret.get(), time + "." + body);
        return new InboundNotice(Map.of(HEADER, time + "," + signature), body.getBytes(StandardCharsets.UTF_8));
    }
}
