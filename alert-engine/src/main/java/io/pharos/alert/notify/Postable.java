package io.pharos.alert.notify;

import io.pharos.alert.series.Labels;
import java.time.Instant;
import java.util.SortedMap;

/**
 * An alert as it is sent: what Alertmanager calls a postable alert. The tenant's and the environment's labels are not
 * among its own; {@link AlertJson} puts them in.
 *
 * @param endsAt when it ended, or until when it holds unless it is sent again
 * @param source where people see the query
 */
public record Postable(
        Labels labels, SortedMap<String, String> annotations, Instant startsAt, Instant endsAt, String source) {
    /** Whether it is over. */
    public boolean isResolved(Instant now) {
        return !endsAt.isAfter(now);
    }
}
