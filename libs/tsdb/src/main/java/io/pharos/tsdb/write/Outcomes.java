package io.pharos.tsdb.write;

import io.pharos.wire.remotewrite.RejectionTally;
import io.pharos.wire.remotewrite.Rejections;
import io.pharos.wire.remotewrite.Rejections.Rejection;
import io.pharos.wire.remotewrite.SeriesFault;
import io.pharos.wire.remotewrite.WriteCounts;
import java.util.BitSet;
import java.util.List;

/** What became of a request whose parts went different ways, as its sender has to be told. */
final class Outcomes {
    private Outcomes() {}

    /** One throttled part means all again; one refused part leaves the others stored. */
    static WriteOutcome together(List<TenantBatch> parts, List<WriteOutcome> outcomes) {
        if (outcomes.size() == 1) {
            return outcomes.getFirst();
        }
        WriteCounts stored = WriteCounts.NONE;
        Rejections rejected = Rejections.NONE;
        for (int i = 0; i < outcomes.size(); i++) {
            switch (outcomes.get(i)) {
                case WriteOutcome.Throttled throttled -> {
                    return throttled;
                }
                case WriteOutcome.Stored all -> stored = stored.and(parts.get(i).counts());
                case WriteOutcome.Partly partly -> {
                    stored = stored.and(partly.counts());
                    rejected = rejected.and(partly.rejections());
                }
                case WriteOutcome.Refused refused -> rejected = rejected.and(refused(parts.get(i), refused));
            }
        }
        return rejected.isEmpty() && stored.series() > 0
                ? WriteOutcome.Stored.STORED
                : new WriteOutcome.Partly(stored, new BitSet(), rejected);
    }

    private static Rejections refused(TenantBatch part, WriteOutcome.Refused refused) {
        RejectionTally tally = new RejectionTally();
        WriteCounts counts = part.counts();
        tally.rejectAll(SeriesFault.REFUSED_WITH_OTHERS, counts.series(), counts.samples() + counts.histograms());
        tally.name(new Rejection(
                "of " + part.route().environment(),
                SeriesFault.REFUSED_WITH_OTHERS,
                counts.series() + " series: " + refused.reason()));
        return tally.total();
    }
}
