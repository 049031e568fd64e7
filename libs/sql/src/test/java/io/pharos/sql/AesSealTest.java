package io.pharos.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AesSealTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private final AesSeal seal = new AesSeal(SECRET, "test");

    @Test
    void whatWasClosedIsOpenedUnderItsNameAlone() {
        byte[] stored = seal.close("a", "content".getBytes(UTF_8));

        assertThat(new String(stored, UTF_8)).doesNotContain("content");
        assertThat(seal.open("a", stored)).isEqualTo("content".getBytes(UTF_8));
        assertThatThrownBy(() -> seal.open("b", stored)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anotherSecretPurposeOrByteOpensNothing() {
        byte[] stored = seal.close("a", "content".getBytes(UTF_8));

        assertThatThrownBy(() -> new AesSeal(SECRET, "other").open("a", stored))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new AesSeal(SECRET + "x", "test").open("a", stored))
                .isInstanceOf(IllegalStateException.class);
        stored[stored.length - 1] ^= 1;
        assertThatThrownBy(() -> seal.open("a", stored)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> seal.open("a", new byte[3])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKeyHasANameThatTellsItApart() {
        assertThat(seal.id())
                .matches("[0-9a-f]{16}")
                .isEqualTo(new AesSeal(SECRET, "test").id())
                .isNotEqualTo(new AesSeal(SECRET, "other").id());
    }

    @Test
    void aShortSecretIsRefused() {
        assertThatThrownBy(() -> new AesSeal("short", "test")).hasMessageContaining("32 characters");
    }
}
