package io.pharos.wire.card;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Card numbers that the networks and payment services publish for tests. */
class CardGuardTest {
    private static final CardGuard MASK = CardGuard.mask("0123456789abcdef".getBytes(UTF_8));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "4222222222222",
                "5555555555554444",
                "2223003122003222",
                "378282246310005",
                "3782 822463 10005",
                "6011111111111117",
                "30569309025904",
                "38520000023237",
                "3530111333300000",
                "6200000000000005",
                "card=4111111111111111;ok",
                "user4111111111111111",
                "12 4111 1111 1111 1111",
                "größe 4111.1111.1111.1111 €"
            })
    void findsCardNumbersWithAndWithoutSeparators(String text) {
        assertThat(isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4111111111111112",
                "41111111111111111111111",
                "1732550400000",
                "411111111111",
                "4111x1111x1111x1111",
                "10.20.30.40:8080",
                "2026-11-25T19:30:00.123456789",
                "1234567812345670",
                "550e8400-e29b-41d4-a716-446655440000",
                "4111  1111  1111  1111"
            })
    void leavesOtherNumbersAlone(String text) {
        assertThat(isIn(text)).isFalse();
    }

    @Test
    void masksByTheDigitsAloneSoThatTwoNumbersStayTwo() {
        String plain = masked("pay 4111111111111111 now");
        assertThat(plain).matches("pay card-[0-9a-f]{8} now");
        assertThat(masked("pay 4111 1111 1111 1111 now")).isEqualTo(plain);
        assertThat(masked("pay 5555555555554444 now")).isNotEqualTo(plain).matches("pay card-[0-9a-f]{8} now");
        assertThat(masked("4111111111111111/5555555555554444")).matches("card-[0-9a-f]{8}/card-[0-9a-f]{8}");
        CardGuard other = CardGuard.mask("fedcba9876543210".getBytes(UTF_8));
        assertThat(text(other, "pay 4111111111111111 now")).isNotEqualTo(plain);
    }

    @Test
    void tellsPeopleEverythingButTheNumber() {
        assertThat(CardGuard.hidden("paid{card=\"4111 1111 1111 1111\",shop=\"b\"}"))
                .isEqualTo("paid{card=\"[card number]\",shop=\"b\"}");
    }

    @Test
    void wantsAKeyThatCannotBeGuessed() {
        assertThatIllegalArgumentException().isThrownBy(() -> CardGuard.mask("short".getBytes(UTF_8)));
    }

    private static boolean isIn(String text) {
        byte[] bytes = ("__" + text + "__").getBytes(UTF_8);
        return CardGuard.isIn(bytes, 2, bytes.length - 2);
    }

    private static String masked(String text) {
        return text(MASK, text);
    }

    private static String text(CardGuard guard, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new String(guard.masked(bytes, 0, bytes.length), UTF_8);
    }
}
