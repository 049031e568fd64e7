package io.pharos.tsdb.series;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.IngestLimits;
import io.pharos.tenancy.json.PharosModule;
import io.pharos.wire.card.CardGuard;
import io.pharos.wire.remotewrite.RejectionTally;
import io.pharos.wire.series.SeriesIndex;
import io.pharos.wire.series.SeriesLabels;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Many active series over fifty tenants, a twentieth of them new in each window: memory stays flat, and no request takes
 * long of its thread's own time. {@code -Dseries=1000000} is the long version.
 */
class ManySeriesTest {
    private static final int TENANTS = 50;
    private static final int SERIES = Integer.getInteger("series", 200_000) / TENANTS;
    private static final int REQUEST = 2000;
    private static final int WINDOWS = 6;

    private final AtomicLong now =
            new AtomicLong(Instant.parse("2026-11-25T12:00:00Z").toEpochMilli());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ActiveSeries series = new ActiveSeries(clock(), meters);
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final SeriesIndex index = new SeriesIndex();
    private final Edits edits = new Edits();
    private final RejectionTally tally = new RejectionTally();

    @Test
    void memoryStaysFlatAndNoRequestTakesLong() throws IOException {
        IngestLimits limits =
                PharosModule.mapper().readValue("{\"maxGlobalSeriesPerUser\": 10000000}", IngestLimits.class);
        long[] micros = new long[WINDOWS * 2 * TENANTS * ((SERIES + REQUEST - 1) / REQUEST)];
        double[] bytes = new double[WINDOWS];
        int requests = 0;
        for (int window = 0; window < WINDOWS; window++) {
            for (int half = 0; half < 2; half++) {
                for (int tenant = 0; tenant < TENANTS; tenant++) {
                    for (int first = 0; first < SERIES; first += REQUEST) {
                        micros[requests++] = write(limits, tenant, first + window * SERIES / 20, first);
                    }
                }
                now.addAndGet(Duration.ofMinutes(5).toMillis());
            }
            series.sweep();
            bytes[window] = meters.get("pharos.writer.series.tables").gauge().value();
        }
        double active = meters.get("pharos.writer.active.series").gauge().value();
        assertThat(active).isBetween(TENANTS * SERIES * 1.0, TENANTS * SERIES * 1.2);
        assertThat(bytes[WINDOWS - 1]).isLessThanOrEqualTo(bytes[1] * 1.1).isLessThan(active * 100);
        Arrays.sort(micros, 0, requests);
        System.out.printf(
                "%.0f series, %.0f bytes each; a request of %d: p50 %d us, p99 %d us, longest %d us%n",
                active,
                bytes[WINDOWS - 1] / active,
                REQUEST,
                micros[requests / 2],
                micros[requests * 99 / 100],
                micros[requests - 1]);
        assertThat(micros[requests * 99 / 100]).isLessThan(50_000);
    }

    /** A platform has thousands of them, and each of its services that writes keeps this of each. */
    @Test
    void aTenantOfTenSeriesTakesAFewKilobytes() throws IOException {
        IngestLimits limits = PharosModule.mapper().readValue("{}", IngestLimits.class);
        long before = live();
        for (int tenant = 0; tenant < 2_000; tenant++) {
            write(limits, "small-" + tenant, 0, 10, new SameLabels("job", "instance", "zone", "shop", "path", "code"));
        }
        assertThat((live() - before) / 2_000).isLessThan(8_000);
        assertThat(series.tenants()).hasSize(2_000);
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private long write(IngestLimits limits, int tenant, int firstSeries, int offset) {
        return write(limits, "tenant-" + tenant, firstSeries, Math.min(REQUEST, SERIES - offset), new SameLabels());
    }

    private long write(IngestLimits limits, String tenant, int firstSeries, int count, SeriesLabels labels) {
        index.clear();
        tally.clear();
        for (int i = 0; i < count; i++) {
            long hash = mix(firstSeries + i);
            index.add(hash, mix(hash), (firstSeries + i) % 64, 0, 0);
            index.holds(1, 0, 0);
            index.lies(now.get(), now.get());
            index.carded(false);
        }
        TenantId id = new TenantId(tenant);
        long start = threads.getCurrentThreadCpuTime();
        edits.keepAll(count);
        SeriesBatch batch =
                SeriesBatch.of(index, labels, limits, 1, CardGuard.REFUSE, SeriesRules.NONE, tally, now.get());
        series.stored(id, series.admit(id, batch, edits), all -> true);
        assertThat(edits.isEmpty()).isTrue();
        return (threads.getCurrentThreadCpuTime() - start) / 1000;
    }

    private static long mix(long value) {
        long z = value * 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    private static final class SameLabels implements SeriesLabels {
        private final byte[] value = "up".getBytes(UTF_8);
        private final List<byte[]> names;

        SameLabels(String... besidesItsName) {
            names = Stream.concat(Stream.of("__name__"), Stream.of(besidesItsName))
                    .map(name -> name.getBytes(UTF_8))
                    .toList();
        }

        @Override
        public void read(int number, Reader reader) {
            names.forEach(name -> reader.label(name, 0, name.length, value, 0, value.length));
        }

        @Override
        public String text(int number) {
            return "up";
        }
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(now.get());
            }
        };
    }
}
