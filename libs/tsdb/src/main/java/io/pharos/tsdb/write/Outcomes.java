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

    /** The engine's word together with what never went to it. */
    static WriteOutcome whole(TenantBatch batch, WriteOutcome outcome) {
        boolean rejected = !batch.rejections().isEmpty();
        return switch (outcome) {
            case WriteOutcome.Stored stored
            when rejected -> new WriteOutcome.Partly(batch.counts(), new BitSet(), batch.rejections());
            case WriteOutcome.Partly partly
            when rejected ->
                new WriteOutcome.Partly(
                        partly.counts(), partly.stored(), batch.rejections().and(partly.rejections()));
            case WriteOutcome.Stored stored -> stored;
            case WriteOutcome.Partly partly -> partly;
            case WriteOutcome.Refused refused -> refused;
            case WriteOutcome.Throttled throttled -> throttled;
        };
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
