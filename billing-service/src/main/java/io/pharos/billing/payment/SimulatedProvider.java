package io.pharos.billing.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A provider for development: notices as Stripe signs them, under a header of its own, so that the whole path is walked
 * without one. It is there only where its secret is configured, which no production does: who may write billing data
 * could pay with it.
 */
final class SimulatedProvider implements OutboundProvider {
    static final String NAME = "simulated";
    private static final String HEADER = "simulated-signature";

    private static final Duration OPEN = Duration.ofHours(1);

    private final Supplier<String> secret;
    private final String publicUrl;

    SimulatedProvider(Supplier<String> secret, String publicUrl) {
        this.secret = secret;
        this.publicUrl = publicUrl;
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
        String id = Json.text(event, "id");
        String payment = Json.text(event, "payment");
        BigDecimal amount = new BigDecimal(Json.text(event, "amount"));
        String currency = Json.text(event, "currency");
        return event.has("refund")
                ? new Notice.Returned(id, payment, Json.text(event, "refund"), amount, currency)
                : new Notice.Received(id, payment, Json.text(event, "invoice"), amount, currency);
    }

    /** A page on which a POST pays; the payment that comes of it has the checkout's id. */
    @Override
    public Checkout checkout(CheckoutOrder order, Instant now) {
        String url = publicUrl + "/t/" + order.tenant() + "/api/v1/payments/simulated";
        return new Checkout(reference(order.id()), url, now.plus(OPEN));
    }

    static String reference(UUID checkout) {
        return "sim-" + checkout;
    }

    @Override
    public Optional<InboundNotice> refund(RefundOrder order, Instant now) {
        ObjectNode event = event(
                "refund-" + order.payment() + "-" + order.refund(),
                order.payment(),
                order.amount().amount(),
                order.amount().currency().getCurrencyCode());
        return Optional.of(signed(event.put("refund", order.refund()), now));
    }

    /** The notice that this provider would send of a payment. */
    InboundNotice of(Notice.Received payment, Instant now) {
        ObjectNode event = event(payment.eventId(), payment.payment(), payment.amount(), payment.currency());
        return signed(event.put("invoice", payment.invoice()), now);
    }

    private static ObjectNode event(String id, String payment, BigDecimal amount, String currency) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("payment", payment)
                .put("amount", amount.toPlainString())
                .put("currency", currency);
    }

    private InboundNotice signed(ObjectNode event, Instant now) {
        String body = event.toString();
        String time = Long.toString(now.getEpochSecond());
        String signature = Signatures.hmacHex(secret.get(), time + "." + body);
        return new InboundNotice(Map.of(HEADER, time + "," + signature), body.getBytes(StandardCharsets.UTF_8));
    }
}
