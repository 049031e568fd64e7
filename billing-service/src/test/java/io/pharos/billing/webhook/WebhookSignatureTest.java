package io.pharos.billing.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
    private static final Instant SENT = Instant.parse("2026-08-01T00:00:00Z");
    private static final WebhookSecret OLD = secret((byte) 1);
    private static final WebhookSecret NEW = secret((byte) 2);

    private final WebhookMessage message = message("msg_1", "{\"total\":1}");

    @Test
    void secretsRotateWithAnOverlap() {
        String header = new WebhookSignature(List.of(OLD, NEW)).header(message);

        assertThat(header.split(" ")).hasSize(2);
        assertThat(new WebhookSignature(List.of(OLD)).accepts(message, header, at(SENT)))
                .isTrue();
        assertThat(new WebhookSignature(List.of(NEW)).accepts(message, header, at(SENT)))
                .isTrue();
    }

    @Test
    void idTimeAndBodyAreAllSigned() {
        WebhookSignature signature = new WebhookSignature(List.of(NEW));
        String header = signature.header(message);

        assertThat(signature.accepts(message("msg_2", "{\"total\":1}"), header, at(SENT)))
                .isFalse();
        assertThat(signature.accepts(message("msg_1", "{\"total\":2}"), header, at(SENT)))
                .isFalse();
        WebhookMessage later = new WebhookMessage("msg_1", SENT.plusSeconds(1), message.body());
        assertThat(signature.accepts(later, header, at(SENT))).isFalse();
    }

    @Test
    void anOldMessageIsNotAcceptedAgain() {
        WebhookSignature signature = new WebhookSignature(List.of(NEW));
        String header = signature.header(message);

        assertThat(signature.accepts(message, header, at(SENT.plusSeconds(300))))
                .isTrue();
        assertThat(signature.accepts(message, header, at(SENT.plusSeconds(301))))
                .isFalse();
        assertThat(signature.accepts(message, header, at(SENT.minusSeconds(301))))
                .isFalse();
    }

    @Test
    void eachAttemptIsSignedAnew() {
        WebhookSignature signature = new WebhookSignature(List.of(NEW));
        WebhookMessage again = new WebhookMessage(message.id(), SENT.plusSeconds(5), message.body());

        assertThat(signature.header(again)).isNotEqualTo(signature.header(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_MTIz", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_!!!!"})
    void aMalformedSecretIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> WebhookSecret.parse(text))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("24 to 64 bytes");
    }

    @Test
    void aSecretIsNeverPrinted() {
        assertThat(NEW).hasToString("whsec_…");
    }

    private static WebhookMessage message(String id, String body) {
        return new WebhookMessage(id, SENT, body.getBytes(StandardCharsets.UTF_8));
    }

    private static WebhookSecret secret(byte fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, fill);
        return WebhookSecret.parse("whsec_" + Base64.getEncoder().encodeToString(key));
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
