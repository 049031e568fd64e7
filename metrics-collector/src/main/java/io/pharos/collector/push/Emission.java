package io.pharos.collector.push;

import io.pharos.collector.push.PushStore.Ending;
import io.pharos.collector.push.PushStore.Group;
import io.pharos.collector.push.PushedFamily.Series;
import io.pharos.wire.Scratch;
import io.pharos.wire.metadata.MetricMetadata;
import io.pharos.wire.remotewrite.RequestBuilder;
import io.pharos.wire.text.MetricType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes remote write requests of groups: their samples with the time of now, and the ends of series before them. */
final class Emission {
    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final int MOST_SERIES = 5000;
    private static final double STALE = Double.longBitsToDouble(0x7ff0_0000_0000_0002L);
    private static final String METRIC_NAME = "__name__";

    private final long now;
    private final List<byte[]> requests = new ArrayList<>();
    private Scratch target = new Scratch();
    private RequestBuilder request = new RequestBuilder(target, MAX_BYTES);
    private int series;

    private Emission(long now) {
        this.now = now;
    }

    /** The requests of a tenant's groups. */
    static List<byte[]> of(List<Loaded> groups, Instant now) {
        Emission emission = new Emission(now.toEpochMilli());
        groups.forEach(emission::add);
        return emission.finish();
    }

    /** The requests that end series, a moment before others of the same labels may begin. */
    static List<byte[]> ofEndings(List<Ending> endings, Instant now) {
        Emission emission = new Emission(now.toEpochMilli() - 1);
        endings.forEach(ending -> ending.series().forEach(ended -> emission.sample(ended, STALE)));
        return emission.finish();
    }

    /** A group with its families. */
    record Loaded(Group group, List<PushedFamily> families) {}

    private void add(Loaded loaded) {
        for (PushedFamily family : loaded.families()) {
            request.metadata(new MetricMetadata(family.name(), family.type(), family.help(), family.unit()));
            family.samples().forEach(sample -> sample(sample.series(), Double.parseDouble(sample.value())));
        }
        time(loaded.group(), PushRules.PUSHED, loaded.group().pushedAt(), "succeeded");
        time(loaded.group(), PushRules.FAILED, loaded.group().failedAt(), "failed");
    }

    private void time(Group group, String metric, @Nullable Instant at, String how) {
        String help = "Last Unix time when changing this group in the Pushgateway " + how + ".";
        request.metadata(new MetricMetadata(metric, MetricType.GAUGE, help, "seconds"));
        sample(new Series(metric, group.labels()), at == null ? 0 : at.toEpochMilli() / 1000.0);
    }

    private void sample(Series of, double value) {
        SortedMap<String, String> labels = new TreeMap<>(of.labels());
        labels.put(METRIC_NAME, of.metric());
        request.sample(labels, value, now, List.of());
        if (++series % MOST_SERIES == 0) {
            next();
        }
    }

    private void next() {
        requests.add(target.copy());
        target = new Scratch();
        request = new RequestBuilder(target, MAX_BYTES);
    }

    private List<byte[]> finish() {
        if (target.length() > 0) {
            next();
        }
        return requests;
    }
}
