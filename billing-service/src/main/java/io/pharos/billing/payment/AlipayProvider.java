package io.pharos.billing.payment;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Alipay: a form whose {@code sign} is RSA2 (RSA with SHA-256) over all other fields but {@code sign_type}, sorted by
 * name and joined as {@code name=value&…}. The platform repeats a notice under the same {@code notify_id} for a day, so
 * its age decides nothing; that it is for our application does.
 */
final class AlipayProvider implements PaymentProvider {
    private final Supplier<String> publicKey;
    private final String application;

    AlipayProvider(Supplier<String> publicKey, String application) {
        this.publicKey = publicKey;
        this.application = application;
    }

    @Override
    public String name() {
        return "alipay";
    }

    @Override
    public String receipt() {
        return "success";
    }

    @Override
    public Notice verified(InboundNotice notice, Instant now) {
        Map<String, String> fields = form(notice.text());
        String signed = fields.entrySet().stream()
                .filter(f -> !f.getKey().equals("sign") && !f.getKey().equals("sign_type"))
                .filter(f -> !f.getValue().isEmpty())
                .map(f -> f.getKey() + "=" + f.getValue())
                .collect(Collectors.joining("&"));
        Signatures.requireRsa(Signatures.rsaKey(publicKey.get()), signed, fields.getOrDefault("sign", ""));
        if (!Signatures.same(application, fields.getOrDefault("app_id", ""))) {
            throw Signatures.unsigned();
        }
        return told(fields);
    }

    private static Notice told(Map<String, String> fields) {
        String id = field(fields, "notify_id");
        if (fields.containsKey("refund_fee")) {
            return new Notice.Returned(
                    id,
                    field(fields, "trade_no"),
                    fields.getOrDefault("out_biz_no", id),
                    amount(fields, "refund_fee"),
                    "CNY");
        }
        return switch (field(fields, "trade_status")) {
            case "TRADE_SUCCESS", "TRADE_FINISHED" ->
                new Notice.Received(
                        id,
                        field(fields, "trade_no"),
                        field(fields, "out_trade_no"),
                        amount(fields, "total_amount"),
                        "CNY");
            default -> new Notice.Other(id, field(fields, "trade_status"));
        };
    }

    private static Map<String, String> form(String body) {
        Map<String, String> fields = new TreeMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0
                    && fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1))) != null) {
                throw Signatures.unsigned();
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Signatures.unsigned();
        }
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw Signatures.unreadable();
        }
        return value;
    }

    private static BigDecimal amount(Map<String, String> fields, String name) {
        try {
            return new BigDecimal(field(fields, name));
        } catch (NumberFormatException e) {
            throw Signatures.unreadable();
        }
    }
}
