package io.pharos.gateway.metering;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many times its shape's samples a query read when it was last asked, by its enforced text, which names the
 * tenant. Holds the {@link #MOST} queries that were asked last. Thread-safe.
 */
final class LearnedRatios {
    static final int MOST = 10_000;
    private static final int LONGEST_TEXT = 4_096;

    private final Map<String, Double> ratios = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Double> eldest) {
            return size() > MOST;
        }
    };

    synchronized boolean knows(String text) {
        return ratios.containsKey(text);
    }

    /** One for what was never seen. */
    synchronized double of(String text) {
        return ratios.getOrDefault(text, 1.0);
    }

    /** Half of what is remembered is the past, so that one odd answer does not decide. */
    synchronized void remember(String text, double ratio) {
        if (text.length() <= LONGEST_TEXT) {
            ratios.merge(text, ratio, (before, now) -> (before + now) / 2);
        }
    }
}
