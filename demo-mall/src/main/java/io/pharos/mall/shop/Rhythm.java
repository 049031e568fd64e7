package io.pharos.mall.shop;

import java.time.Duration;
import java.time.Instant;

/**
 * A mall day, speeded up: how many orders a second at which time. Quietest at four in the morning, a first rise at
 * noon, fullest in the evening; never below {@link #trough()}, never above {@link #peak()}. Days are counted from the
 * epoch, so that a restart goes on where the day is.
 */
public record Rhythm(Duration day, double trough, double peak) {
    private static final double QUIETEST = 4.0 / 24;

    public Rhythm {
        if (day.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("a mall day lasts at least a minute, not " + day);
        }
        if (trough <= 0 || peak < trough) {
            throw new IllegalArgumentException("orders a second: 0 < trough <= peak, not " + trough + " and " + peak);
        }
    }

    /** Orders a second at that moment. */
    public double rateAt(Instant now) {
        double angle = 2 * Math.PI * (phaseAt(now) - QUIETEST);
        double once = (1 - Math.cos(angle)) / 2;
        double twice = (1 - Math.cos(2 * angle)) / 2;
        return trough + (peak - trough) * (0.75 * once + 0.25 * twice);
    }

    /** The time of the mall's day in minutes after its midnight, 0 to 1439. */
    public int minuteOfDay(Instant now) {
        return (int) (phaseAt(now) * 24 * 60);
    }

    /** When the current mall day began. */
    public Instant midnight(Instant now) {
        long millis = day.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), millis) * millis);
    }

    private double phaseAt(Instant now) {
        long millis = day.toMillis();
        return Math.floorMod(now.toEpochMilli(), millis) / (double) millis;
    }
}
