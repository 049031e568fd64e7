package io.pharos.wire.packing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import io.pharos.wire.Scratch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UnpackerTest {
    private static final int LIMIT = 1 << 20;
    private static final byte[] TEXT =
            "mall_order_paid_total{tenant=\"x\"} 17 ".repeat(400).getBytes(UTF_8);

    private final Unpacker unpacker = new Unpacker();
    private final Scratch target = new Scratch();

    @ParameterizedTest
    @EnumSource
    void unpacksWhatWasPacked(Packing packing) throws IOException {
        byte[] body = packed(packing, TEXT);
        assertThat(Unpacker.declaredLength(packing, body)).isEqualTo(TEXT.length);
        assertThat(unpacker.unpack(packing, body, LIMIT, target)).isEqualTo(Unpacked.Done.DONE);
        assertThat(target.copy()).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @EnumSource
    void refusesByWhatIsDeclaredBeforeAllocating(Packing packing) throws IOException {
        byte[] body = packed(packing, new byte[2 * LIMIT]);
        int before = target.bytes().length;
        assertThat(unpacker.unpack(packing, body, LIMIT, target)).isEqualTo(new Unpacked.TooLarge(2 * LIMIT, LIMIT));
        assertThat(target.bytes()).hasSize(before);
    }

    @Test
    void takesStreamedZstdThatDeclaresNoLength() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStream(body)) {
            for (int i = 0; i < 20; i++) {
                out.write(TEXT);
                out.flush();
            }
        }
        assertThat(unpacker.unpack(Packing.ZSTD, body.toByteArray(), LIMIT, target))
                .isEqualTo(Unpacked.Done.DONE);
        assertThat(target.length()).isEqualTo(20 * TEXT.length);
    }

    @Test
    void givesAGzipThatLiesAboutItsLengthNoMoreRoomThanItDeclared() throws IOException {
        byte[] liar = packed(Packing.GZIP, new byte[2 * LIMIT]);
        Arrays.fill(liar, liar.length - 3, liar.length, (byte) 0);
        int before = target.bytes().length;
        assertThat(unpacker.unpack(Packing.GZIP, liar, LIMIT, target)).isInstanceOf(Unpacked.Corrupt.class);
        assertThat(target.bytes()).hasSize(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"SNAPPY", "ZSTD", "GZIP"})
    void refusesWhatIsNotPackedLikeThat(Packing packing) {
        assertThat(unpacker.unpack(packing, new byte[0], LIMIT, target)).isInstanceOf(Unpacked.Corrupt.class);
        assertThat(unpacker.unpack(packing, TEXT, LIMIT, target)).isInstanceOf(Unpacked.Corrupt.class);
    }

    /** Damage is found, or gives what it says whatever stood in the buffer before: nothing of the body before. */
    @ParameterizedTest
    @EnumSource(names = {"ZSTD", "GZIP"})
    void damageNeverShowsTheBodyBefore(Packing packing) throws IOException {
        Random random = new Random(3);
        byte[] body = packed(packing, Arrays.copyOf(TEXT, 2000));
        Scratch other = new Scratch();
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = body.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            Arrays.fill(other.room(LIMIT), 0, 4000, (byte) 'S');
            Arrays.fill(target.room(LIMIT), 0, 4000, (byte) 'T');
            Unpacked first = unpacker.unpack(packing, damaged, LIMIT, target);
            assertThat(unpacker.unpack(packing, damaged, LIMIT, other)).isEqualTo(first);
            if (first == Unpacked.Done.DONE) {
                assertThat(target.copy()).isEqualTo(other.copy());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip, GZIP", "' Snappy ', SNAPPY", "ZSTD, ZSTD", "'', IDENTITY", "identity, IDENTITY"})
    void knowsPackingsByName(String header, Packing packing) {
        assertThat(Packing.named(header)).contains(packing);
        assertThat(Packing.named("br")).isEmpty();
    }

    private static byte[] packed(Packing packing, byte[] bytes) throws IOException {
        return switch (packing) {
            case IDENTITY -> bytes;
            case SNAPPY -> new SnappyBlock().pack(scratch(bytes), new Scratch());
            case ZSTD -> {
                ZstdJavaCompressor zstd = new ZstdJavaCompressor();
                byte[] out = new byte[zstd.maxCompressedLength(bytes.length)];
                yield Arrays.copyOf(out, zstd.compress(bytes, 0, bytes.length, out, 0, out.length));
            }
            case GZIP -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try (OutputStream gzip = new GZIPOutputStream(out)) {
                    gzip.write(bytes);
                }
                yield out.toByteArray();
            }
        };
    }

    private static Scratch scratch(byte[] bytes) {
        Scratch scratch = new Scratch();
        System.arraycopy(bytes, 0, scratch.room(bytes.length), 0, bytes.length);
        scratch.length(bytes.length);
        return scratch;
    }
}
