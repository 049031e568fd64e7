package io.pharos.billing.payment;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Stripe: {@code Stripe-Signature: t=…,v1=…} is the hexadecimal HMAC-SHA256 of {@code t "." body}, one for each secret
 * while secrets rotate, and not older than 300 seconds. The invoice stands in the payment intent's metadata as
 * {@code invoice_id}.
 */
final class StripeProvider implements PaymentProvider {
    private final Supplier<String> secret;

    StripeProvider(Supplier<String> secret) {
        this.secret = secret;
    }

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public Notice verified(InboundNotice notice, Instant now) {
        requireSigned(notice, now);
        JsonNode event = Json.read(notice.body());
        String id = Json.text(event, "id");
        JsonNode object = event.path("data").path("object");
        return switch (Json.text(event, "type")) {
            case "payment_intent.succeeded" -> {
                String invoice = object.path("metadata").path("invoice_id").asText();
                yield new Notice.Received(
                        id, Json.text(object, "id"), invoice, amount(object, "amount_received"), currency(object));
            }
            case "refund.created", "charge.dispute.funds_withdrawn" ->
                new Notice.Returned(
                        id,
                        Json.text(object, "payment_intent"),
                        Json.text(object, "id"),
                        amount(object, "amount"),
                        currency(object));
            default -> new Notice.Other(id, Json.text(event, "type"));
        };
    }

    private void requireSigned(InboundNotice notice, Instant now) {
        String time = "";
        List<String> signatures = new ArrayList<>();
        for (String part : notice.header("Stripe-Signature").split(",")) {
            if (part.startsWith("t=")) {
                time = part.substring(2);
            } else if (part.startsWith("v1=")) {
                signatures.add(part.substring(3));
            }
        }
        Signatures.requireRecent(time, now);
        String expected = Signatures.hmacHex(secret.get(), time + "." + notice.text());
        if (signatures.stream().noneMatch(given -> Signatures.same(expected, given))) {
            throw Signatures.unsigned();
        }
    }

    private static String currency(JsonNode object) {
        return Json.text(object, "currency").toUpperCase(Locale.ROOT);
    }

    /** In minor units, as Stripe has them: whole ones for currencies without digits. */
    private static BigDecimal amount(JsonNode object, String field) {
        int digits = Currency.getInstance(currency(object)).getDefaultFractionDigits();
        return BigDecimal.valueOf(object.path(field).asLong(), digits);
    }
}
