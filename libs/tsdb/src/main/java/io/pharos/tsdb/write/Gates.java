package io.pharos.tsdb.write;

import io.pharos.tsdb.series.ActiveSeries;
import io.pharos.tsdb.series.SeriesRuleBook;
import io.pharos.wire.card.CardGuard;
import java.time.Clock;

/** What every request's series are held against. */
record Gates(
        ActiveSeries series,
        SeriesRuleBook rules,
        ReplicaChoice replicas,
        CardGuard cards,
        int collectors,
        Clock clock) {}
