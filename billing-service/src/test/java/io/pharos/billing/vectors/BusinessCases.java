package io.pharos.billing.vectors;

import io.pharos.billing.economics.CustomerValue;
import io.pharos.billing.webhook.WebhookMessage;
import io.pharos.billing.webhook.WebhookSecret;
import io.pharos.billing.webhook.WebhookSignature;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Vectors about unit economics and about signing webhooks. */
final class BusinessCases {
    private BusinessCases() {}

    static Optional<Outcome> find(String model, Params p) {
        return switch (model) {
            case "unit_economics" -> Optional.of(economics(p));
            case "webhook_signature" -> Optional.of(signature(p));
            default -> Optional.empty();
        };
    }

    private static Outcome economics(Params p) {
        BigDecimal value = figure(p).orElseThrow();
        return Outcome.of(p.has("round") ? p.object("round").rounding("2").apply(value) : value);
    }

    private static Optional<BigDecimal> figure(Params p) {
        return switch (p.text("metric")) {
            case "cac" -> CustomerValue.acquisitionCost(p.decimal("acquisition_spend"), p.decimal("new_customers"));
            case "ltv" ->
                CustomerValue.lifetimeValue(
                        p.decimal("arpa_month"), p.decimal("gross_margin"), p.decimal("churn_month"));
            case "lifetime_months" -> CustomerValue.lifetime(p.decimal("churn_month"));
            case "payback_months" ->
                CustomerValue.payback(p.decimal("cac"), p.decimal("arpa_month"), p.decimal("gross_margin"));
            case "ltv_cac" -> CustomerValue.valueOverCost(p.decimal("ltv"), p.decimal("cac"));
            default -> throw new IllegalArgumentException("unknown figure: " + p.text("metric"));
        };
    }

    private static Outcome signature(Params p) {
        WebhookSignature signature = new WebhookSignature(List.of(WebhookSecret.parse(p.text("secret"))));
        Instant attempted = Instant.ofEpochSecond(Long.parseLong(p.text("timestamp")));
        byte[] body = p.text("body").getBytes(StandardCharsets.UTF_8);
        Object header = signature.header(new WebhookMessage(p.text("id"), attempted, body));
        return Outcome.of(header);
    }
}
