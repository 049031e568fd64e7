package io.pharos.alert.notify;

import io.pharos.alert.series.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;

/**
 * An alert as it is sent: what Alertmanager calls a postable alert. The tenant's and the environment's labels are not
 * among its own; {@link AlertJson} puts them in.
 *
 * @param endsAt when it ended, or until when it holds unless it is sent again
 * @param source where people see the query
 * @param toldAt when it was handed over to be sent
 */
public record Postable(
        Labels labels,
        SortedMap<String, String> annotations,
        Instant startsAt,
        Instant endsAt,
        String source,
        Instant toldAt) {
    /** So long the end of an alert is worth sending; then it is told anew, or the alert ends by itself. */
    private static final Duration END_MATTERS = Duration.ofMinutes(1);

    /** Whether it was over when it was told. */
    public boolean isResolved() {
        return !endsAt.isAfter(toldAt);
    }

    /**
     * Whether it must not be sent any more: an alert that fires, and whose time has run out, would be taken for one that
     * ended; and one that ended may fire again by now, told of by another replica.
     */
    boolean isOutdated(Instant now) {
        return isResolved() ? toldAt.plus(END_MATTERS).isBefore(now) : !endsAt.isAfter(now);
    }
}
