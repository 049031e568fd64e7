package io.pharos.tsdb.read;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a query is evaluated; what is null is as the engine has it.
 *
 * @param timeout after which the engine gives up, a part of the read's deadline
 * @param limit the most series to return
 * @param lookback how old a sample may be to still count as current
 * @param stats the statistics to return beside the result: {@code all}, or any other word for the short form
 */
public record ReadOptions(
        Duration timeout,
        @Nullable Integer limit,
        @Nullable Duration lookback,
        @Nullable String stats) {
    public ReadOptions {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("a query needs a time-out");
        }
    }

    /** With a time-out and the engine's defaults. */
    public static ReadOptions within(Duration timeout) {
        return new ReadOptions(timeout, null, null, null);
    }
}
