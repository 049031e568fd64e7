package io.pharos.gateway.queries;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.time.Instant;
import java.util.Locale;

/**
 * One of a tenant's queries with what it came to: how often it was asked, the milliseconds of all and of the slowest,
 * the samples read, the bytes sent, and who asked it last.
 */
record TopQuery(
        String query,
        String endpoint,
        String environment,
        String lastUser,
        long asked,
        long durationMs,
        long slowestMs,
        long samples,
        long bytes,
        Instant lastAt) {
    /** What queries are ordered by, the greatest first. */
    enum By {
        SAMPLES("samples"),
        DURATION("millis"),
        SLOWEST("slowest_millis"),
        BYTES("bytes"),
        COUNT("asked");

        private final String column;

        By(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }

        static By named(String name) {
            for (By by : values()) {
                if (by.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return by;
                }
            }
            throw Problem.of(
                    Kind.MALFORMED,
                    "queries.unknown-order",
                    "order queries by samples, duration, slowest, bytes or count");
        }
    }
}
