package io.pharos.promql;

/** Which of Prometheus's switches are on, and how large a query may be. */
public record ParserOptions(
        boolean experimentalFunctions,
        boolean durationExpressions,
        boolean extendedRangeSelectors,
        boolean fillModifiers,
        int maxLength,
        int maxDepth) {

    /** Bytes of a query that are enough for any dashboard. */
    public static final int DEFAULT_MAX_LENGTH = 64 * 1024;

    /** Parentheses inside parentheses; chains of operators do not count. */
    public static final int DEFAULT_MAX_DEPTH = 500;

    public ParserOptions {
        if (maxLength < 1 || maxDepth < 1) {
            throw new IllegalArgumentException("limits start at 1");
        }
    }

    /** All of Prometheus 3's syntax. */
    public static ParserOptions everything() {
        return of(true, true, true, true);
    }

    /** These switches with the default limits. */
    public static ParserOptions of(
            boolean experimentalFunctions,
            boolean durationExpressions,
            boolean extendedRangeSelectors,
            boolean fillModifiers) {
        return new ParserOptions(
                experimentalFunctions,
                durationExpressions,
                extendedRangeSelectors,
                fillModifiers,
                DEFAULT_MAX_LENGTH,
                DEFAULT_MAX_DEPTH);
    }

    public ParserOptions withMaxLength(int bytes) {
        return new ParserOptions(
                experimentalFunctions, durationExpressions, extendedRangeSelectors, fillModifiers, bytes, maxDepth);
    }

    public ParserOptions withMaxDepth(int depth) {
        return new ParserOptions(
                experimentalFunctions, durationExpressions, extendedRangeSelectors, fillModifiers, maxLength, depth);
    }
}
