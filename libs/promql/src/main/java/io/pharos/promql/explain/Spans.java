package io.pharos.promql.explain;

import io.pharos.promql.ast.At;
import io.pharos.promql.ast.TimeSpan;
import io.pharos.promql.print.DurationText;
import java.time.Duration;
import java.time.Instant;

/** Lengths and points of time in text. */
final class Spans {
    private Spans() {}

    /** The length, without its sign, or the given words where it is calculated when the query runs. */
    static String text(TimeSpan span, String calculated) {
        return switch (span) {
            case TimeSpan.Fixed fixed -> text(fixed.length().abs());
            case TimeSpan.Computed _ -> calculated;
        };
    }

    static String text(Duration length) {
        return DurationText.of(length.toNanos());
    }

    static boolean isNegative(TimeSpan span) {
        return span instanceof TimeSpan.Fixed fixed && fixed.length().isNegative();
    }

    static String text(At.Timestamp timestamp) {
        return Instant.ofEpochMilli(timestamp.millis()).toString();
    }
}
