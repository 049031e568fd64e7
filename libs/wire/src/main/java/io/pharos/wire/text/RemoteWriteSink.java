package io.pharos.wire.text;

import io.pharos.wire.metadata.MetricMetadata;
import io.pharos.wire.remotewrite.Exemplar;
import io.pharos.wire.remotewrite.RequestBuilder;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes what a text holds as remote write, one series a sample; samples without a timestamp get the given one. */
public final class RemoteWriteSink implements TextSink {
    private static final String METRIC_NAME = "__name__";

    private final RequestBuilder request;
    private final long nowMillis;

    public RemoteWriteSink(RequestBuilder request, long nowMillis) {
        this.request = request;
        this.nowMillis = nowMillis;
    }

    @Override
    public void sample(TextSample sample) {
        long timestamp = sample.timestampMillis() == null ? nowMillis : sample.timestampMillis();
        SortedMap<String, String> labels = new TreeMap<>(sample.labels());
        labels.put(METRIC_NAME, sample.metric());
        request.sample(labels, sample.value(), timestamp, exemplars(sample.exemplar(), timestamp));
    }

    private static List<Exemplar> exemplars(TextSample.@Nullable Exemplar told, long samplesTime) {
        if (told == null) {
            return List.of();
        }
        long timestamp = told.timestampMillis() == null ? samplesTime : told.timestampMillis();
        return List.of(new Exemplar(told.labels(), told.value(), timestamp));
    }

    @Override
    public void metadata(String family, MetricType type, String help, String unit) {
        request.metadata(new MetricMetadata(family, type, help, unit));
    }
}
