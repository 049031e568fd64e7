package io.pharos.tsdb.series;

import io.pharos.tenancy.directory.IngestLimit;
import io.pharos.tsdb.series.Edits.Cut;
import io.pharos.wire.remotewrite.Rejections.Rejection;
import io.pharos.wire.remotewrite.SeriesFault;
import io.pharos.wire.series.SeriesIndex;
import java.time.Duration;
import java.util.Objects;

/**
 * One request's way into a tenant's series. A known series goes on whatever the limits; a new one is held to them and
 * looked at, as is a known one that comes for the first time in a window or since the tenant's rules changed.
 */
final class Admission {
    private static final int FIRST_ROOM = 64;

    private final TenantSeries tenant;
    private final SeriesTable table;
    private final SeriesBatch batch;
    private final SeriesIndex index;
    private final Edits edits;
    private final int generation;
    private final boolean timed;
    private Pending pending = Pending.NONE;

    Admission(TenantSeries tenant, SeriesBatch batch, Edits edits) {
        this.tenant = tenant;
        this.table = tenant.table;
        this.batch = batch;
        this.index = batch.index();
        this.edits = edits;
        this.generation = batch.rules().revision() & (SeriesWord.GENERATIONS - 1);
        this.timed = batch.limits().outOfOrderTimeWindow() != null;
    }

    Pending all() {
        long settled = SeriesWord.settled(tenant.window(), generation);
        long latest = batch.latest();
        for (int series = 0; series < index.size(); series++) {
            if (edits.isLeftOut(series)) {
                continue;
            }
            table.find(index.high(series), index.low(series));
            boolean isSettled = SeriesWord.is(table.word(), settled);
            if (!isSettled || timed || index.newest(series) > latest || index.carded(series)) {
                one(series);
            }
        }
        return pending;
    }

    private void one(int series) {
        long word = table.word();
        if (word == SeriesWord.NONE ? !admitNew(series) : !admitKnown(series, word)) {
            edits.leaveOut(series);
            return;
        }
        holdToTimes(series);
        if (index.carded(series)) {
            leaveExemplarOut(series);
        }
    }

    private boolean admitKnown(int series, long word) {
        if (SeriesWord.window(word) == tenant.window() && SeriesWord.generation(word) == generation) {
            return use(series, word);
        }
        Look look = look(series);
        tenant.count(word, -1);
        long renewed = word(series, look);
        table.word(renewed);
        tenant.count(renewed, 1);
        return use(series, renewed);
    }

    private boolean admitNew(int series) {
        boolean isHeldAtOnce = batch.rules().isEmpty();
        if (isHeldAtOnce && isOverAll(series)) {
            return false;
        }
        Look look = look(series);
        if (look.cardInName() || look.cardInValue() && !batch.cards().masks()) {
            reject(series, SeriesFault.CARD_NUMBER, 0, 0);
            return false;
        }
        boolean isDropped = batch.rules().drops(look.labels());
        if (isDropped && tenant.dropped() >= batch.maxSeries()) {
            edits.countByRule(index.points(series));
            return false;
        }
        if (!isDropped && (!isHeldAtOnce && isOverAll(series) || isOverMetric(series))) {
            return false;
        }
        long word = word(series, look);
        table.insert(index.high(series), index.low(series), word);
        table.find(index.high(series), index.low(series));
        tenant.count(word, 1);
        return use(series, word);
    }

    private long word(int series, Look look) {
        long masked = look.cardInValue() ? SeriesWord.MASKED : 0;
        if (batch.rules().drops(look.labels())) {
            return SeriesWord.of(MetricCounts.OTHERS, tenant.window(), generation, masked | SeriesWord.DROPPED);
        }
        int metric = tenant.metrics.number(index.metric(series), look.metric());
        return SeriesWord.of(metric, tenant.window(), generation, masked);
    }

    /** Whether a series with that word goes on. */
    private boolean use(int series, long word) {
        if (SeriesWord.has(word, SeriesWord.DROPPED)) {
            edits.countByRule(index.points(series));
            return false;
        }
        if (SeriesWord.has(word, SeriesWord.MASKED)) {
            edits.edit(series);
        }
        if (timed || !SeriesWord.has(word, SeriesWord.STORED)) {
            if (pending == Pending.NONE) {
                pending = new Pending(FIRST_ROOM, timed);
            }
            long newest = Math.min(index.newest(series), batch.latest());
            pending.add(index.high(series), index.low(series), newest, series);
        }
        return true;
    }

    private Look look(int series) {
        Look look = new Look(tenant.labels(), !batch.rules().isEmpty());
        batch.labels().read(series, look);
        return look;
    }

    private boolean isOverAll(int series) {
        int most = batch.maxSeries();
        return tenant.active() >= most
                && isRefused(
                        series,
                        IngestLimit.MAX_GLOBAL_SERIES_PER_USER,
                        SeriesFault.TOO_MANY_SERIES,
                        tenant.active() + 1L,
                        most);
    }

    private boolean isOverMetric(int series) {
        int most = batch.maxSeriesOfMetric();
        int count = most == 0 ? 0 : tenant.metrics.count(tenant.metrics.number(index.metric(series)));
        return most > 0
                && count >= most
                && isRefused(
                        series,
                        IngestLimit.MAX_GLOBAL_SERIES_PER_METRIC,
                        SeriesFault.TOO_MANY_SERIES_OF_METRIC,
                        count + 1L,
                        most);
    }

    private boolean isRefused(int series, IngestLimit limit, SeriesFault fault, long figure, long most) {
        if (!batch.limits().enforces(limit)) {
            batch.tally().observe(fault);
            return false;
        }
        reject(series, fault, figure, most);
        return true;
    }

    private void reject(int series, SeriesFault fault, long figure, long limit) {
        batch.tally().reject(fault, index.points(series));
        name(series, fault, figure, limit);
    }

    private void name(int series, SeriesFault fault, long figure, long limit) {
        if (batch.tally().names()) {
            batch.tally().name(new Rejection(batch.labels().text(series), fault, "", figure, limit));
        }
    }

    private void holdToTimes(int series) {
        long ahead = index.newest(series) - batch.now();
        Duration grace = batch.limits().creationGracePeriod();
        if (index.newest(series) > batch.latest()) {
            Cut cut = new Cut(Long.MIN_VALUE, batch.latest(), SeriesFault.TOO_FAR_IN_FUTURE);
            cut(series, IngestLimit.CREATION_GRACE_PERIOD, cut, ahead, grace);
        }
        Duration behind = batch.limits().outOfOrderTimeWindow();
        if (behind != null && table.newest() != Long.MIN_VALUE) {
            long earliest = table.newest() - behind.toMillis();
            if (index.oldest(series) < earliest) {
                Cut cut = new Cut(earliest, Long.MAX_VALUE, SeriesFault.OUT_OF_ORDER);
                long late = table.newest() - index.oldest(series);
                cut(series, IngestLimit.OUT_OF_ORDER_TIME_WINDOW, cut, late, behind);
            }
        }
    }

    private void cut(int series, IngestLimit limit, Cut cut, long millis, Duration most) {
        SeriesFault fault = Objects.requireNonNull(cut.fault());
        if (!batch.limits().enforces(limit)) {
            batch.tally().observe(fault);
            return;
        }
        edits.edit(series, cut);
        name(series, fault, millis / 1000, most.toSeconds());
    }

    private void leaveExemplarOut(int series) {
        edits.edit(series);
        if (!batch.cards().masks()) {
            batch.tally().rejectSamples(SeriesFault.CARD_NUMBER, 0);
            name(series, SeriesFault.CARD_NUMBER, 0, 0);
        }
    }
}
