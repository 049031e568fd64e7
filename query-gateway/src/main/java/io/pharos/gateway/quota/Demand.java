package io.pharos.gateway.quota;

/** How many came in the last whole span of time, or in the one that runs if they are more already. */
final class Demand {
    private final long span;
    private long began;
    private int current;
    private int before;

    Demand(long span) {
        this.span = span;
    }

    void one(long now) {
        turn(now);
        current++;
    }

    int inSpan(long now) {
        turn(now);
        return Math.max(current, before);
    }

    private void turn(long now) {
        long passed = now - began;
        if (passed >= span || passed < 0) {
            before = passed < 2 * span ? current : 0;
            current = 0;
            began = now;
        }
    }
}
