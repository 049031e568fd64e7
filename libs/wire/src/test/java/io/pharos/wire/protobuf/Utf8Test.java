package io.pharos.wire.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    @Test
    void agreesWithThePlatformOnAllShortSequences() {
        int[] lasts = {0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xFF};
        for (int i = 0; i < 1 << 16; i++) {
            for (int last : lasts) {
                byte[] bytes = {(byte) (i >> 8), (byte) i, (byte) last};
                assertThat(Utf8.isValid(bytes, 0, 3)).isEqualTo(decodes(bytes));
            }
        }
    }

    @Test
    void agreesWithThePlatformOnLongerTexts() {
        Random random = new Random(3);
        for (int i = 0; i < 300_000; i++) {
            byte[] bytes = new byte[4 + random.nextInt(20)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : 'a');
            }
            bytes[0] = (byte) (0xF0 + random.nextInt(6));
            assertThat(Utf8.isValid(bytes, 0, bytes.length)).isEqualTo(decodes(bytes));
        }
    }

    private static boolean decodes(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
