package io.pharos.gateway.cache;

import io.pharos.gateway.matrix.Steps;
import java.util.Locale;

/** Whether a query's result may come from pieces and be kept. */
public sealed interface CacheVerdict {
    /** It goes past the cache, and why. */
    record Bypass(Reason reason) implements CacheVerdict {}

    /**
     * It may.
     *
     * @param key under which all windows of this query on these steps are kept
     * @param newest the last step that may be kept, by time
     */
    record Keep(RangeKey key, Steps steps, long newest) implements CacheVerdict {}

    /** Why a result is neither put together nor kept. */
    enum Reason {
        /** The tenant's plan does not have it, or the operator switched it off. */
        NOT_IN_PLAN,
        /** An engine that does not treat each step by itself. */
        ENGINE,
        /** {@code @ start()}, {@code @ end()} or {@code range()}: a step's value depends on the window. */
        WINDOW,
        /** {@code @} a time, a negative offset, smoothing: a step's value depends on later samples. */
        LATER_SAMPLES,
        /** Statistics were asked for, which are those of one evaluation. */
        STATISTICS,
        /** Steps that are no whole milliseconds, or lie before 1970. */
        STEPS,
        /** Larger than what is put together here, as was seen a moment ago. */
        TOO_LARGE,
        /** Redis is away. */
        UNAVAILABLE;

        /** The word in a metric's label. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
