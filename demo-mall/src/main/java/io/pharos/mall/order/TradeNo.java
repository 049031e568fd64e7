package io.pharos.mall.order;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The number of an order towards the gateways ({@code out_trade_no}): unique within the mall, ordered by time.
 * It starts with a letter, so that nobody takes it for a card number.
 */
public record TradeNo(String value) {
    private static final Pattern FORM = Pattern.compile("T[0-9a-z]{13}");
    private static final int SEQUENCES = 36 * 36 * 36 * 36;

    public TradeNo {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a trade number: " + value);
        }
    }

    /** The number of the order taken then; the sequence tells orders of one millisecond apart. */
    public static TradeNo of(Instant now, long sequence) {
        String time = Long.toString(now.toEpochMilli(), 36);
        String tail = Long.toString(Math.floorMod(sequence, SEQUENCES), 36);
        return new TradeNo(String.format(Locale.ROOT, "T%9s%4s", time, tail).replace(' ', '0'));
    }

    @Override
    public String toString() {
        return value;
    }
}
