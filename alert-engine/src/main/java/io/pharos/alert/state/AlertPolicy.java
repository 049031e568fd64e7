package io.pharos.alert.state;

import java.time.Duration;

/**
 * What an alert's rule and group say about its life.
 *
 * @param hold how long the condition must hold before the alert fires
 * @param keepFiringFor how long it fires on after the condition has gone
 * @param limit how many alerts may be pending or firing at once; 0 for any number
 * @param interval between evaluations
 * @param resendDelay how often an unchanged alert is sent again
 * @param queryOffset how far before the evaluation the data is looked at, and the series are written
 */
public record AlertPolicy(
        String name,
        Duration hold,
        Duration keepFiringFor,
        int limit,
        Duration interval,
        Duration resendDelay,
        Duration queryOffset) {
    private static final int MISSED_SENDS = 4;

    public AlertPolicy {
        boolean negative = hold.isNegative() || keepFiringFor.isNegative() || queryOffset.isNegative();
        if (limit < 0 || negative || resendDelay.isNegative() || !interval.isPositive()) {
            throw new IllegalArgumentException("a policy has no negative parts, and an interval");
        }
    }

    /** How long Alertmanager keeps an alert that is not sent again: four times the rarer of evaluation and re-send. */
    Duration validity() {
        Duration rarer = interval.compareTo(resendDelay) > 0 ? interval : resendDelay;
        return rarer.multipliedBy(MISSED_SENDS);
    }
}
