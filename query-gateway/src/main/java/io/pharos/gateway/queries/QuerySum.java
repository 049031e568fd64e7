package io.pharos.gateway.queries;

import java.time.Instant;

/** What the queries of one key came to; {@code user} is who asked last. */
record QuerySum(
        String text, String user, long asked, long millis, long slowestMillis, long samples, long bytes, Instant last) {
    /** More than any query reads; estimates can be wilder, and millions of them must not overflow a sum. */
    private static final long MOST_SAMPLES = 1_000_000_000_000L;

    static QuerySum of(SeenQuery query) {
        long millis = query.took().toMillis();
        long samples = Math.min(query.samples(), MOST_SAMPLES);
        return new QuerySum(query.shownText(), query.user(), 1, millis, millis, samples, query.bytes(), query.at());
    }

    QuerySum and(QuerySum later) {
        return new QuerySum(
                text,
                later.user,
                asked + later.asked,
                millis + later.millis,
                Math.max(slowestMillis, later.slowestMillis),
                samples + later.samples,
                bytes + later.bytes,
                later.last.isAfter(last) ? later.last : last);
    }
}
