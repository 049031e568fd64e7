package io.pharos.mall.metrics;

import io.pharos.mall.shop.Cny;
import io.pharos.mall.shop.Gateway;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** The last ten minutes of one shop by the second, in memory, for the page. */
public final class Pulse {
    /** What is counted. */
    public enum Beat {
        ORDERS,
        GOLD,
        FEN,
        LOST_FEN,
        WECHAT_ATTEMPTS,
        WECHAT_FAILURES,
        ALIPAY_ATTEMPTS,
        ALIPAY_FAILURES;

        public static Beat attempts(Gateway gateway) {
            return switch (gateway) {
                case WECHAT -> WECHAT_ATTEMPTS;
                case ALIPAY -> ALIPAY_ATTEMPTS;
            };
        }

        public static Beat failures(Gateway gateway) {
            return switch (gateway) {
                case WECHAT -> WECHAT_FAILURES;
                case ALIPAY -> ALIPAY_FAILURES;
            };
        }
    }

    private static final int SECONDS = 600;
    private static final int STEP = 10;

    private final long[][] ring = new long[SECONDS][Beat.values().length];
    private long newest = Long.MIN_VALUE;
    private Instant today = Instant.EPOCH;
    private Cny revenueToday = Cny.ZERO;

    synchronized void add(Instant at, Beat beat, long amount) {
        long second = at.getEpochSecond();
        forward(second);
        if (second > newest - SECONDS) {
            ring[Math.floorMod(second, SECONDS)][beat.ordinal()] += amount;
        }
        if (beat == Beat.FEN) {
            revenueToday = revenueToday.plus(new Cny(amount));
        }
    }

    synchronized void earnedBefore(Cny amount) {
        revenueToday = revenueToday.plus(amount);
    }

    /** Begins a new day of the mall where that midnight is a later one. */
    public synchronized void dayBegan(Instant midnight) {
        if (midnight.isAfter(today)) {
            revenueToday = today.equals(Instant.EPOCH) ? revenueToday : Cny.ZERO;
            today = midnight;
        }
    }

    /** The money of the current mall day. */
    public synchronized Cny revenueToday() {
        return revenueToday;
    }

    /** The sum over that long before now. */
    public synchronized long over(Duration span, Beat beat, Instant now) {
        forward(now.getEpochSecond());
        return sum(newest - span.toSeconds(), newest, beat);
    }

    /** The last ten minutes in steps of ten seconds, oldest first; the current second is not over and left out. */
    public synchronized List<Long> course(Beat beat, Instant now) {
        forward(now.getEpochSecond());
        return LongStream.range(1, SECONDS / STEP)
                .map(step -> sum(newest - SECONDS + step * STEP, newest - SECONDS + (step + 1) * STEP, beat))
                .boxed()
                .toList();
    }

    private long sum(long from, long to, Beat beat) {
        return LongStream.range(from, to)
                .map(second -> ring[Math.floorMod(second, SECONDS)][beat.ordinal()])
                .sum();
    }

    private void forward(long second) {
        if (newest == Long.MIN_VALUE) {
            newest = second;
        }
        for (long s = Math.max(newest + 1, second - SECONDS + 1); s <= second; s++) {
            Arrays.fill(ring[Math.floorMod(s, SECONDS)], 0);
        }
        newest = Math.max(newest, second);
    }
}
