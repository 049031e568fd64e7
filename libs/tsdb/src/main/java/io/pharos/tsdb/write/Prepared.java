package io.pharos.tsdb.write;

import io.pharos.wire.series.Replicas.Replica;
import java.util.List;

/** What a sender's body turned out to be. */
public sealed interface Prepared {
    /** Ready to be sent; it may be empty, where every series was rejected or none was there. */
    record Ready(TenantBatch batch) implements Prepared {}

    /** These replicas' standing is not known; the same body is to be prepared again once it is. */
    record Undecided(List<Replica> replicas) implements Prepared {
        public Undecided {
            replicas = List.copyOf(replicas);
        }
    }

    /** Not a request that anything of could be stored; sending it again unchanged is useless. */
    record Unreadable(String reason) implements Prepared {}
}
