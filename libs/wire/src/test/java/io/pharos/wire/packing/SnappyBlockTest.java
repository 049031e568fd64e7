package io.pharos.wire.packing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.wire.Scratch;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnappyBlockTest {
    private static final int LIMIT = 1 << 20;

    private final SnappyBlock snappy = new SnappyBlock();
    private final Scratch target = new Scratch();

    @Test
    void unpacksWhatItPacked() {
        byte[] text =
                "the same words, the same words, the same words".repeat(5000).getBytes(UTF_8);
        byte[] block = snappy.pack(scratch(text), new Scratch());
        assertThat(block.length).isLessThan(text.length / 10);
        assertThat(snappy.unpack(block, LIMIT, target)).isEqualTo(Unpacked.Done.DONE);
        assertThat(target.copy()).isEqualTo(text);
    }

    @Test
    void anEmptyBlockIsEmpty() {
        assertThat(snappy.unpack(new byte[] {0}, LIMIT, target)).isEqualTo(Unpacked.Done.DONE);
        assertThat(target.length()).isZero();
    }

    @Test
    void refusesABombByWhatItDeclaresBeforeAllocating() {
        byte[] bomb = {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x04, 0, 'x'};
        int before = target.bytes().length;
        assertThat(snappy.unpack(bomb, LIMIT, target)).isEqualTo(new Unpacked.TooLarge(1L << 30, LIMIT));
        assertThat(target.bytes()).hasSize(before);
    }

    @Test
    void refusesADeclaredLengthThatItsOwnSizeCannotHold() {
        byte[] hollow = {(byte) 0x80, (byte) 0x80, 0x10, 0, 'x'};
        int before = target.bytes().length;
        assertThat(snappy.unpack(hollow, LIMIT, target)).isInstanceOf(Unpacked.Corrupt.class);
        assertThat(target.bytes()).hasSize(before);
    }

    @Test
    void unpacksTheMostThatABlockCanHold() {
        byte[] zeros = new byte[LIMIT];
        byte[] block = snappy.pack(scratch(zeros), new Scratch());
        assertThat(snappy.unpack(block, LIMIT, target)).isEqualTo(Unpacked.Done.DONE);
    }

    @Test
    void refusesWhatIsNotABlock() {
        assertThat(snappy.unpack(new byte[0], LIMIT, target)).isInstanceOf(Unpacked.Corrupt.class);
        assertThat(snappy.unpack("{\"json\": true}".getBytes(UTF_8), LIMIT, target))
                .isInstanceOf(Unpacked.Corrupt.class);
        byte[] framed = {(byte) 0xFF, 0x06, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y'};
        assertThat(snappy.unpack(framed, LIMIT, target)).isInstanceOf(Unpacked.Corrupt.class);
        byte[] endless = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF};
        assertThat(snappy.unpack(endless, LIMIT, target)).isInstanceOf(Unpacked.Corrupt.class);
    }

    @Test
    void survivesAnyDamage() {
        Random random = new Random(7);
        byte[] block = snappy.pack(scratch("mall_order_paid_total ".repeat(400).getBytes(UTF_8)), new Scratch());
        for (int i = 0; i < 200_000; i++) {
            byte[] damaged = Arrays.copyOf(block, 1 + random.nextInt(block.length));
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            snappy.unpack(damaged, LIMIT, target);
        }
        assertThat(snappy.unpack(block, LIMIT, target)).isEqualTo(Unpacked.Done.DONE);
    }

    /** A copy from no distance would leave there what the body before had: another tenant's samples. */
    @Test
    void givesNothingOfTheBodyBefore() {
        byte[] secret = "somebody else's".getBytes(UTF_8);
        assertThat(snappy.unpack(snappy.pack(scratch(secret), new Scratch()), LIMIT, target))
                .isEqualTo(Unpacked.Done.DONE);
        byte[] copyFromNowhere = {16, 0, 'x', (14 << 2) | 2, 0, 0};
        assertThat(snappy.unpack(copyFromNowhere, LIMIT, target)).isInstanceOf(Unpacked.Corrupt.class);
    }

    @Test
    void givesTheSameWhateverStoodThereBefore() {
        Random random = new Random(11);
        byte[] block = snappy.pack(scratch("mall_order_paid_total ".repeat(40).getBytes(UTF_8)), new Scratch());
        Scratch other = new Scratch();
        Arrays.fill(other.room(LIMIT), (byte) 'S');
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] damaged = block.clone();
            damaged[1 + random.nextInt(damaged.length - 1)] = (byte) random.nextInt();
            if (snappy.unpack(damaged, LIMIT, target) == Unpacked.Done.DONE) {
                assertThat(snappy.unpack(damaged, LIMIT, other)).isEqualTo(Unpacked.Done.DONE);
                assertThat(target.copy()).isEqualTo(other.copy());
                Arrays.fill(other.bytes(), 0, other.length(), (byte) 'S');
                read++;
            }
        }
        assertThat(read).isPositive();
    }

    private static Scratch scratch(byte[] bytes) {
        Scratch scratch = new Scratch();
        System.arraycopy(bytes, 0, scratch.room(bytes.length), 0, bytes.length);
        scratch.length(bytes.length);
        return scratch;
    }
}
