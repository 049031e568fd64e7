package io.pharos.tsdb.write;

import io.pharos.wire.Scratch;
import io.pharos.wire.remotewrite.RejectionTally;
import io.pharos.wire.remotewrite.WriteCounts;
import io.pharos.wire.remotewrite2.WriteVersion;
import io.pharos.wire.series.Replicas;
import io.pharos.wire.series.SeriesIndex;
import io.pharos.wire.series.SeriesLabels;

/** A labelled request in a codec's buffers, and what its walk found; good until the codec's next request. */
record Labelling(
        WriteVersion version,
        Scratch bytes,
        WriteCounts counts,
        SeriesIndex index,
        SeriesLabels labels,
        Replicas replicas,
        RejectionTally tally) {}
