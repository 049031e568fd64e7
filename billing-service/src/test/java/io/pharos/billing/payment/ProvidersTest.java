package io.pharos.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Problem;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What each provider signs is believed, and nothing else. */
class ProvidersTest {
    private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");
    private static final String T = Long.toString(NOW.getEpochSecond());

    @Test
    void stripeSignsTimeAndBody() {
        String body = """
                {"id":"evt_1","type":"payment_intent.succeeded","data":{"object":{"id":"pi_1","amount_received":12345,
                 "currency":"eur","metadata":{"invoice_id":"PH-7"}}}}""";
        StripeProvider stripe = new StripeProvider(() -> "whsec_test");
        String signature = Signatures.hmacHex("whsec_test", T + "." + body);
        assertThat(stripe.verified(stripe(T, "v1=00," + "v1=" + signature, body), NOW))
                .isEqualTo(new Notice.Received("evt_1", "pi_1", "PH-7", new BigDecimal("123.45"), "EUR"));
        refused(() -> stripe.verified(stripe(T, "v1=" + signature, body.replace("12345", "12346")), NOW));
        refused(() -> stripe.verified(stripe(T, "v0=" + signature, body), NOW));
        refused(() -> stripe.verified(stripe(T, "v1=" + signature, body), NOW.plusSeconds(301)));
        refused(() -> stripe.verified(stripe("x", "v1=" + signature, body), NOW));
        refused(() -> stripe.verified(new InboundNotice(Map.of(), body.getBytes(StandardCharsets.UTF_8)), NOW));
    }

    @Test
    void stripeHasNoDigitsInYen() {
        String body = """
                {"id":"e","type":"refund.created","data":{"object":{"id":"re_1","payment_intent":"pi_1","amount":500,
                 "currency":"jpy"}}}""";
        Notice notice = new StripeProvider(() -> "s")
                .verified(stripe(T, "v1=" + Signatures.hmacHex("s", T + "." + body), body), NOW);
        assertThat(notice).isEqualTo(new Notice.Returned("e", "pi_1", "re_1", new BigDecimal("500"), "JPY"));
    }

    @Test
    void wechatSignsAndEncrypts() throws GeneralSecurityException {
        KeyPair platform = keys();
        String api = "0123456789abcdef0123456789abcdef";
        WechatProvider wechat = new WechatProvider(() -> pem(platform), () -> api);
        String told = """
                {"transaction_id":"4200","out_trade_no":"0193f000000070008000000000000001","amount":{"total":990,"currency":"CNY"}}""";
        String body = """
                {"id":"EV-1","event_type":"TRANSACTION.SUCCESS","resource":{"ciphertext":"%s","nonce":"nonce-of-12b",
                 "associated_data":"transaction"}}""".formatted(encrypted(api, told));
        String signature = rsa(platform, T + "\nabc\n" + body + "\n");
        assertThat(wechat.verified(wechat(signature, body), NOW))
                .isEqualTo(new Notice.Received(
                        "EV-1", "4200", "0193f000000070008000000000000001", new BigDecimal("9.90"), "CNY"));
        refused(() -> wechat.verified(wechat(signature, body + " "), NOW));
        refused(() -> wechat.verified(wechat(signature, body), NOW.plusSeconds(301)));
        refused(() ->
                new WechatProvider(() -> pem(platform), () -> "f".repeat(32)).verified(wechat(signature, body), NOW));
    }

    @Test
    void alipaySignsItsSortedFields() throws GeneralSecurityException {
        KeyPair alipay = keys();
        AlipayProvider provider = new AlipayProvider(() -> pem(alipay), "app-1");
        Map<String, String> fields = new TreeMap<>(Map.of(
                "notify_id",
                "n1",
                "app_id",
                "app-1",
                "trade_no",
                "2026",
                "out_trade_no",
                "PH-9",
                "trade_status",
                "TRADE_SUCCESS",
                "total_amount",
                "88.00",
                "subject",
                "明灯 a&b"));
        String signed = fields.entrySet().stream()
                .map(f -> f.getKey() + "=" + f.getValue())
                .collect(Collectors.joining("&"));
        fields.put("sign", rsa(alipay, signed));
        fields.put("sign_type", "RSA2");
        assertThat(provider.verified(alipay(fields), NOW))
                .isEqualTo(new Notice.Received("n1", "2026", "PH-9", new BigDecimal("88.00"), "CNY"));
        assertThat(provider.receipt()).isEqualTo("success");
        refused(() -> new AlipayProvider(() -> pem(alipay), "app-2").verified(alipay(fields), NOW));
        fields.put("total_amount", "89.00");
        refused(() -> provider.verified(alipay(fields), NOW));
    }

    @Test
    void theSimulatedProviderIsVerifiedLikeAnyOther() {
        SimulatedProvider simulated = new SimulatedProvider(() -> "secret", "http://router");
        Notice.Received payment = new Notice.Received("e1", "p1", "PH-1", new BigDecimal("5.00"), "CNY");
        assertThat(simulated.verified(simulated.of(payment, NOW), NOW)).isEqualTo(payment);
        refused(() -> new SimulatedProvider(() -> "other", "http://router").verified(simulated.of(payment, NOW), NOW));
    }

    private static void refused(ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOf(Problem.class).hasMessageContaining("payment.unverified-notice");
    }

    private static InboundNotice stripe(String time, String signatures, String body) {
        return new InboundNotice(
                Map.of("stripe-signature", "t=" + time + "," + signatures), body.getBytes(StandardCharsets.UTF_8));
    }

    private static InboundNotice wechat(String signature, String body) {
        return new InboundNotice(
                Map.of("wechatpay-timestamp", T, "wechatpay-nonce", "abc", "wechatpay-signature", signature),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static InboundNotice alipay(Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return new InboundNotice(Map.of(), form.getBytes(StandardCharsets.UTF_8));
    }

    private static String encrypted(String key, String text) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "AES"),
                new GCMParameterSpec(128, "nonce-of-12b".getBytes(StandardCharsets.UTF_8)));
        cipher.updateAAD("transaction".getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair keys) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static String rsa(KeyPair keys, String message) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(message.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }
}
