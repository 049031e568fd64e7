package io.pharos.tsdb.write;

import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.HaTracking;
import io.pharos.wire.series.Replicas.Replica;

/** Says at once which replica of a cluster is the one whose series are stored; safe for use by several threads. */
public interface ReplicaChoice {
    /** Where replicas are not told apart: everybody's series are stored. */
    ReplicaChoice ALL = (tenant, tracking, replica) -> Standing.ELECTED;

    /** What a replica is in its cluster. */
    enum Standing {
        /** Its series are stored. */
        ELECTED,
        /** Another one's are stored. */
        OTHER,
        /** It has to be asked for first. */
        UNKNOWN,
        /** Its cluster is one more than the tenant may have. */
        TOO_MANY_CLUSTERS
    }

    Standing standing(TenantId tenant, HaTracking tracking, Replica replica);
}
