package io.pharos.billing.payment;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * WeChat Pay, API v3: {@code Wechatpay-Signature} is RSA with SHA-256 over time, nonce and body, a line each, by the
 * platform's key; what it tells is encrypted by AES-256-GCM with the merchant's APIv3 key. {@code out_trade_no} is the
 * invoice's id without hyphens.
 */
final class WechatProvider implements PaymentProvider {
    private static final int TAG_BITS = 128;
    private static final int FEN_DIGITS = 2;

    private final Supplier<String> platformKey;
    private final Supplier<String> apiKey;

    WechatProvider(Supplier<String> platformKey, Supplier<String> apiKey) {
        this.platformKey = platformKey;
        this.apiKey = apiKey;
    }

    @Override
    public String name() {
        return "wechat";
    }

    @Override
    public String receipt() {
        return "{\"code\":\"SUCCESS\"}";
    }

    @Override
    public Notice verified(InboundNotice notice, Instant now) {
        String time = notice.header("Wechatpay-Timestamp");
        Signatures.requireRecent(time, now);
        String signed = time + "\n" + notice.header("Wechatpay-Nonce") + "\n" + notice.text() + "\n";
        Signatures.requireRsa(Signatures.rsaKey(platformKey.get()), signed, notice.header("Wechatpay-Signature"));
        JsonNode envelope = Json.read(notice.body());
        String id = Json.text(envelope, "id");
        String type = Json.text(envelope, "event_type");
        return switch (type) {
            case "TRANSACTION.SUCCESS" -> received(id, resource(envelope));
            case "REFUND.SUCCESS" -> returned(id, resource(envelope));
            default -> new Notice.Other(id, type);
        };
    }

    private static Notice received(String id, JsonNode payment) {
        JsonNode amount = payment.path("amount");
        return new Notice.Received(
                id,
                Json.text(payment, "transaction_id"),
                Json.text(payment, "out_trade_no"),
                fen(amount.path("total")),
                amount.path("currency").asText("CNY"));
    }

    private static Notice returned(String id, JsonNode refund) {
        return new Notice.Returned(
                id,
                Json.text(refund, "transaction_id"),
                Json.text(refund, "refund_id"),
                fen(refund.path("amount").path("refund")),
                "CNY");
    }

    private static BigDecimal fen(JsonNode amount) {
        if (!amount.isIntegralNumber()) {
            throw Signatures.unreadable();
        }
        return BigDecimal.valueOf(amount.asLong(), FEN_DIGITS);
    }

    private JsonNode resource(JsonNode envelope) {
        JsonNode resource = envelope.path("resource");
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(apiKey.get().getBytes(StandardCharsets.UTF_8), "AES"),
                    new GCMParameterSpec(TAG_BITS, Json.text(resource, "nonce").getBytes(StandardCharsets.UTF_8)));
            cipher.updateAAD(resource.path("associated_data").asText().getBytes(StandardCharsets.UTF_8));
            return Json.read(cipher.doFinal(Base64.getDecoder().decode(Json.text(resource, "ciphertext"))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw Signatures.unsigned();
        }
    }
}
