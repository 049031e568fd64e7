package io.pharos.billing.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows in PostgreSQL's binary COPY format (its documentation of COPY, "Binary Format"), appended value by value. */
final class CopyRows {
    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final long EPOCH_SECONDS = 946_684_800L;
    private static final int MICROS = 1_000_000;
    private static final int GROUP = 10_000;
    private static final int GROUP_DIGITS = 4;
    private static final int NEGATIVE = 0x4000;
    /** With three digits more it is still a long. */
    private static final int LONGEST = 15;

    private byte[] bytes;
    private int size;

    CopyRows(int expected) {
        bytes = new byte[Math.max(expected, SIGNATURE.length)];
        put(SIGNATURE);
    }

    CopyRows row(int columns) {
        return int2(columns);
    }

    CopyRows uuid(UUID value) {
        return int4(16).int8Bare(value.getMostSignificantBits()).int8Bare(value.getLeastSignificantBits());
    }

    CopyRows int8(long value) {
        return int4(8).int8Bare(value);
    }

    CopyRows timestamptz(Instant value) {
        return int8((value.getEpochSecond() - EPOCH_SECONDS) * MICROS + value.getNano() / 1000);
    }

    CopyRows text(@Nullable String value) {
        if (value == null) {
            return int4(-1);
        }
        byte[] utf8 = value.getBytes(UTF_8);
        return int4(utf8.length).put(utf8);
    }

    /** JSON as text, after the version of the format. */
    CopyRows jsonb(@Nullable String value) {
        if (value == null) {
            return int4(-1);
        }
        byte[] utf8 = value.getBytes(UTF_8);
        return int4(utf8.length + 1).int1(1).put(utf8);
    }

    /** Groups of four digits around the point, the highest first. */
    CopyRows numeric(BigDecimal value) {
        int scale = Math.max(value.scale(), 0);
        BigDecimal whole = value.setScale(scale);
        int padding = Math.floorMod(-scale, GROUP_DIGITS);
        int[] groups = whole.precision() <= LONGEST
                ? groups(Math.abs(whole.unscaledValue().longValueExact()) * power(padding))
                : groups(whole.unscaledValue().abs().multiply(BigInteger.TEN.pow(padding)));
        int4(8 + 2 * groups.length);
        int2(groups.length)
                .int2(groups.length - (scale + padding) / GROUP_DIGITS - 1)
                .int2(value.signum() < 0 ? NEGATIVE : 0)
                .int2(scale);
        for (int group : groups) {
            int2(group);
        }
        return this;
    }

    /** All of it, with the end that the format asks for. */
    byte[] end() {
        int2(-1);
        return Arrays.copyOf(bytes, size);
    }

    private static int[] groups(long value) {
        int[] lowestFirst = new int[5];
        int count = 0;
        for (long left = value; left > 0; left /= GROUP) {
            lowestFirst[count++] = (int) (left % GROUP);
        }
        return reversed(lowestFirst, count);
    }

    private static int[] groups(BigInteger value) {
        String digits = value.toString();
        int count = (digits.length() + GROUP_DIGITS - 1) / GROUP_DIGITS;
        int[] groups = new int[count];
        for (int i = 0; i < count; i++) {
            int end = digits.length() - (count - 1 - i) * GROUP_DIGITS;
            groups[i] = Integer.parseInt(digits, Math.max(0, end - GROUP_DIGITS), end, 10);
        }
        return groups;
    }

    private static int[] reversed(int[] values, int count) {
        int[] reversed = new int[count];
        for (int i = 0; i < count; i++) {
            reversed[i] = values[count - 1 - i];
        }
        return reversed;
    }

    private static int power(int exponent) {
        return switch (exponent) {
            case 0 -> 1;
            case 1 -> 10;
            case 2 -> 100;
            default -> 1000;
        };
    }

    private CopyRows int1(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    private CopyRows int2(int value) {
        room(2);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
        return this;
    }

    private CopyRows int4(int value) {
        return int2(value >>> 16).int2(value);
    }

    private CopyRows int8Bare(long value) {
        return int4((int) (value >>> 32)).int4((int) value);
    }

    private CopyRows put(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
