package io.pharos.collector.scrape;

import io.pharos.collector.targets.ScrapeJob;
import io.pharos.collector.targets.Target;
import io.pharos.wire.Scratch;
import io.pharos.wire.packing.SnappyBlock;
import io.pharos.wire.relabel.RelabelStep;
import io.pharos.wire.remotewrite.RequestBuilder;
import io.pharos.wire.text.BrokenText;
import io.pharos.wire.text.MetricType;
import io.pharos.wire.text.RemoteWriteSink;
import io.pharos.wire.text.TextSample;
import io.pharos.wire.text.TextSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One scrape on its way from text to a remote write request: labelled by its target, relabelled, held to the sample
 * limit, followed by stale markers for what was there the last time and by the scrape's own report (Prometheus's
 * {@code scrape/scrape.go}). A series is written once: of two lines of the same series the first holds.
 */
final class Round {
    private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);
    private static final String NAME = "__name__";
    private static final String EXPORTED = "exported_";

    private final Target target;
    private final long timeMillis;
    private final Scratch request = new Scratch();
    private final RemoteWriteSink out;
    private final Set<SortedMap<String, String>> written = new HashSet<>();
    private final Set<SortedMap<String, String>> tracked = new HashSet<>();
    private int scraped;

    Round(Target target, long timeMillis) {
        this.target = target;
        this.timeMillis = timeMillis;
        this.out = new RemoteWriteSink(new RequestBuilder(request, Integer.MAX_VALUE), timeMillis);
        request.room(0);
    }

    /** Takes a whole text in, or nothing of it. */
    void read(Fetcher.Text text) throws ScrapeFailure {
        Parsed parsed = new Parsed(target.job().sampleLimit());
        try {
            text.format().parse(text.body(), parsed);
        } catch (BrokenText broken) {
            throw new ScrapeFailure("the text breaks its format: " + broken.reason());
        }
        List<TextSample> kept = kept(parsed);
        parsed.metadata.forEach(one -> out.metadata(one.family(), one.type(), one.help(), one.unit()));
        scraped = parsed.count;
        kept.forEach(this::write);
    }

    private List<TextSample> kept(Parsed parsed) throws ScrapeFailure {
        List<TextSample> kept = new ArrayList<>();
        for (TextSample sample : parsed.samples) {
            RelabelStep.apply(target.job().metricRelabelling(), labelled(sample))
                    .filter(labels -> labels.containsKey(NAME))
                    .ifPresent(labels -> kept.add(relabelled(sample, labels)));
        }
        int limit = target.job().sampleLimit();
        if (kept.size() > limit || parsed.count > parsed.most) {
            throw new ScrapeFailure("more than " + limit + " samples, the sample_limit; nothing of the scrape is kept");
        }
        return kept;
    }

    private SortedMap<String, String> labelled(TextSample sample) {
        ScrapeJob job = target.job();
        SortedMap<String, String> labels = new TreeMap<>(sample.labels());
        target.labels().forEach((name, value) -> {
            String scrapedValue = labels.getOrDefault(name, "");
            if (job.honorLabels()) {
                labels.putIfAbsent(name, value);
            } else {
                if (!scrapedValue.isEmpty()) {
                    labels.put(free(labels, EXPORTED + name), scrapedValue);
                }
                labels.put(name, value);
            }
        });
        labels.put(NAME, sample.metric());
        labels.values().removeIf(String::isEmpty);
        return labels;
    }

    private static String free(SortedMap<String, String> labels, String name) {
        return labels.containsKey(name) ? free(labels, EXPORTED + name) : name;
    }

    private TextSample relabelled(TextSample sample, SortedMap<String, String> labels) {
        SortedMap<String, String> rest = new TreeMap<>(labels);
        rest.keySet().removeIf(name -> name.startsWith("__") && !name.equals(NAME));
        String metric = String.valueOf(rest.remove(NAME));
        Long time = target.job().honorTimestamps() ? sample.timestampMillis() : null;
        return new TextSample(metric, rest, sample.value(), time, sample.exemplar());
    }

    private void write(TextSample sample) {
        SortedMap<String, String> series = new TreeMap<>(sample.labels());
        series.put(NAME, sample.metric());
        if (written.add(series)) {
            out.sample(sample);
            if (sample.timestampMillis() == null) {
                tracked.add(series);
            }
        }
    }

    /** Marks series of the round before that are not in this one. */
    void markStale(Set<SortedMap<String, String>> before) {
        before.stream().filter(series -> !written.contains(series)).forEach(series -> {
            SortedMap<String, String> labels = new TreeMap<>(series);
            String metric = String.valueOf(labels.remove(NAME));
            out.sample(new TextSample(metric, labels, STALE, null, null));
        });
    }

    /** Adds the scrape's own series. */
    void report(boolean up, Duration took, Set<SortedMap<String, String>> before) {
        long added = tracked.stream().filter(series -> !before.contains(series)).count();
        own("up", up ? 1 : 0);
        own("scrape_duration_seconds", took.toNanos() / 1e9);
        own("scrape_samples_scraped", scraped);
        own("scrape_samples_post_metric_relabeling", written.size());
        own("scrape_series_added", added);
    }

    /** Marks the scrape's own series stale: the target is not scraped any more. */
    void end() {
        for (String metric : List.of(
                "up",
                "scrape_duration_seconds",
                "scrape_samples_scraped",
                "scrape_samples_post_metric_relabeling",
                "scrape_series_added")) {
            own(metric, STALE);
        }
    }

    private void own(String metric, double value) {
        out.sample(new TextSample(metric, target.labels(), value, timeMillis, null));
    }

    /** The series that get a stale marker when they are not there the next time. */
    Set<SortedMap<String, String>> tracked() {
        return Set.copyOf(tracked);
    }

    /** How many samples the text had. */
    int scraped() {
        return scraped;
    }

    /** The request, packed by snappy. */
    byte[] packed() {
        return new SnappyBlock().pack(request, new Scratch());
    }

    /** Collects a text's content; stops collecting where no limit would let it pass. */
    private static final class Parsed implements TextSink {
        private record Family(String family, MetricType type, String help, String unit) {}

        private final List<TextSample> samples = new ArrayList<>();
        private final List<Family> metadata = new ArrayList<>();
        private final int most;
        private int count;

        /** Relabelling may drop most of a text: ten times the limit is still read. */
        Parsed(int limit) {
            this.most = (int) Math.min(Integer.MAX_VALUE, 10L * limit);
        }

        @Override
        public void sample(TextSample sample) {
            if (count++ < most) {
                samples.add(sample);
            }
        }

        @Override
        public void metadata(String family, MetricType type, String help, String unit) {
            if (metadata.size() < most) {
                metadata.add(new Family(family, type, help, unit));
            }
        }
    }
}
