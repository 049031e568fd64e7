package io.pharos.tsdb.write;

import io.pharos.tsdb.series.Pending;
import io.pharos.wire.Scratch;
import io.pharos.wire.remotewrite.WriteCounts;
import io.pharos.wire.series.Replicas.Replica;
import java.util.List;

/** What became of a request's series at the gate. */
sealed interface Passage {
    /** Some are replicas' whose standing has to be asked for; nothing was counted yet. */
    record Undecided(List<Replica> replicas) implements Passage {
        public Undecided {
            replicas = List.copyOf(replicas);
        }
    }

    /** These bytes go on. */
    record Passed(Scratch bytes, WriteCounts counts, LeftOut leftOut, Pending pending) implements Passage {}

    /** They have to be written as remote write 1.0 first, in which single series can be written anew. */
    enum Rewritten implements Passage {
        AS_VERSION_1
    }
}
