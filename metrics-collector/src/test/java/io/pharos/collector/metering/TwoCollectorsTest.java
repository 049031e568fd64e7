package io.pharos.collector.metering;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pharos.collector.suite.RecordedUsage;
import io.pharos.tenancy.directory.IngestLimits;
import io.pharos.tenancy.testing.MovableClock;
import io.pharos.tsdb.series.ActiveSeries;
import io.pharos.tsdb.series.Edits;
import io.pharos.tsdb.series.Pending;
import io.pharos.tsdb.series.SeriesBatch;
import io.pharos.tsdb.series.SeriesRules;
import io.pharos.tsdb.testing.RedisServer;
import io.pharos.wire.card.CardGuard;
import io.pharos.wire.remotewrite.RejectionTally;
import io.pharos.wire.series.SeriesIndex;
import io.pharos.wire.series.SeriesLabels;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two collectors that a tenant's senders are spread over count its series together, over a real Redis. */
class TwoCollectorsTest {
    private static final int ONLY_FIRST = 60_000;
    private static final int ALL = 100_000;
    private static final int BOTH_FROM = 40_000;
    private static final double MOST_BELOW = 0.98;

    private final RedisServer redis = RedisServer.start();
    private final Vertx vertx = Vertx.vertx();
    private final Redis client = Redis.createClient(vertx, redis.url());
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-25T10:10:00Z"));
    private final RecordedUsage usage = new RecordedUsage();

    @AfterEach
    void end() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        redis.close();
    }

    @Test
    void aSeriesThatBothSawIsChargedOnceAndTheSumIsAtMostTwoPercentTooLittleAndNeverTooMuch() {
        Collector first = new Collector();
        Collector second = new Collector();
        first.write(0, ONLY_FIRST);
        second.write(BOTH_FROM, ALL);
        first.job.tellAndCharge();
        second.job.tellAndCharge();
        assertThat(charged()).as("not before the hour is over").isZero();

        clock.advance(Duration.ofMinutes(52));
        first.job.tellAndCharge();
        second.job.tellAndCharge();
        assertThat(charged()).isBetween((long) (MOST_BELOW * ALL), (long) ALL);

        long once = charged();
        second.job.tellAndCharge();
        first.job.tellAndCharge();
        new Collector().job.tellAndCharge();
        assertThat(charged()).as("by whoever asks again").isEqualTo(once);
    }

    private long charged() {
        return usage.sum(ACME, SeriesHoursJob.ACTIVE_SERIES_HOURS);
    }

    /** What one collector process has of it. */
    private final class Collector {
        private final ActiveSeries series = new ActiveSeries(clock, new SimpleMeterRegistry());
        private final SeriesHoursJob job =
                new SeriesHoursJob(series, new SeriesHours(client, RedisAPI.api(client)), usage, clock);

        void write(int from, int to) {
            SeriesIndex index = new SeriesIndex();
            for (int i = from; i < to; i++) {
                index.add(mixed(i), mixed(~i), 7, 0, 0);
                index.holds(1, 0, 0);
                index.lies(clock.millis(), clock.millis());
                index.sentBy(SeriesIndex.NO_REPLICA);
                index.carded(false);
            }
            Edits edits = new Edits();
            edits.keepAll(index.size());
            Pending pending = series.admit(ACME, batch(index, clock), edits);
            series.stored(ACME, pending, all -> true);
        }
    }

    private static SeriesBatch batch(SeriesIndex index, Clock clock) {
        return SeriesBatch.of(
                index,
                new NoLabels(),
                IngestLimits.DEFAULT,
                1,
                CardGuard.REFUSE,
                SeriesRules.NONE,
                new RejectionTally(),
                clock.millis());
    }

    /** Spreads numbers over all bits, as hashes of labels are. */
    private static long mixed(long number) {
        long mixed = number * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }

    private static final class NoLabels implements SeriesLabels {
        @Override
        public void read(int series, Reader reader) {
            // A series is its hash here.
        }

        @Override
        public String text(int series) {
            return "series " + series;
        }
    }
}
