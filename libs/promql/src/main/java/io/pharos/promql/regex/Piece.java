package io.pharos.promql.regex;

/**
 * What is known of a part of an expression: whether it matches the empty string, how often its innermost part is
 * repeated by counts, the size of the program that it would compile to, and how deep it nests.
 */
record Piece(boolean nullable, int repeats, long size, int height) {
    private static final long MAX_SIZE = (128 << 20) / 40;
    private static final int MAX_HEIGHT = 1000;
    private static final int MAX_REPEATS = 1000;

    /** One character. */
    static final Piece CHARACTER = new Piece(false, 1, 1, 1);

    /** What matches between characters, and at the start and end of nothing. */
    static final Piece EMPTY = new Piece(true, 1, 1, 1);

    /** What matches between characters, but not where there are none. */
    static final Piece WORD_BOUNDARY = new Piece(false, 1, 1, 1);

    Piece then(Piece other) {
        return new Piece(
                nullable && other.nullable,
                Math.max(repeats, other.repeats),
                size + other.size,
                Math.max(height, other.height));
    }

    Piece or(Piece other) {
        return new Piece(
                nullable || other.nullable,
                Math.max(repeats, other.repeats),
                size + other.size + 1,
                Math.max(height, other.height));
    }

    /** Repeated without a count: by {@code *}, {@code +} or {@code ?}. */
    Piece repeated(boolean optional) {
        return new Piece(nullable || optional, repeats, size + 2, height + 1);
    }

    /** Repeated by a count; -1 is no upper bound. */
    Piece counted(int min, int max) {
        int times = max < 0 ? min : max;
        int product = max == 0 ? 1 : (int) Math.min(MAX_REPEATS + 1L, (long) repeats * Math.max(1, times));
        return new Piece(nullable || min == 0, product, size * Math.max(1, times) + 1, height + 1);
    }

    Piece nested() {
        return new Piece(nullable, repeats, size + 2, height + 1);
    }

    boolean isRepeatedTooOften() {
        return repeats > MAX_REPEATS;
    }

    void checkLimits(String pattern) throws BadRegex {
        if (size > MAX_SIZE) {
            throw new BadRegex("expression too large", pattern);
        }
        if (height > MAX_HEIGHT) {
            throw new BadRegex("expression nests too deeply", pattern);
        }
    }
}
