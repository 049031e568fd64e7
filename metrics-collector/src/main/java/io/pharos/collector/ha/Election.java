package io.pharos.collector.ha;

import io.pharos.tsdb.write.ReplicaChoice.Standing;
import java.time.Duration;

/**
 * Who is elected in a cluster, as this collector last heard: a pure function of that and the time.
 *
 * @param replica the elected one; empty where the tenant has too many clusters for this one to have any
 * @param heardAt the millisecond in which it was last heard, by any collector that this one knows of
 */
record Election(String replica, long heardAt) {
    static Election tooManyClusters(long now) {
        return new Election("", now);
    }

    /** What a replica is now; unknown once the elected one has been silent for the time-out, whoever asks. */
    Standing standing(String asking, long now, Duration failover) {
        if (now - heardAt > failover.toMillis()) {
            return Standing.UNKNOWN;
        }
        if (replica.isEmpty()) {
            return Standing.TOO_MANY_CLUSTERS;
        }
        return replica.equals(asking) ? Standing.ELECTED : Standing.OTHER;
    }

    /** Whether that the elected replica was heard has to be noted again. */
    boolean isToBeNoted(String asking, long now, Duration update) {
        return replica.equals(asking) && now - heardAt > update.toMillis();
    }
}
