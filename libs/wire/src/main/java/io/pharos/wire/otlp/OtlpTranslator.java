package io.pharos.wire.otlp;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;

import io.pharos.wire.Scratch;
import io.pharos.wire.Translator;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.remotewrite.RequestBuilder;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads one ExportMetricsServiceRequest of OTLP, encoded in protobuf. Points that cannot be stored are left out and
 * counted by reason; a request that is not one is refused whole.
 */
public final class OtlpTranslator implements Translator {
    private static final int COST = 11;
    private static final int RESOURCE_METRICS = 1 << 3 | BYTES;
    private static final int RESOURCE = 1 << 3 | BYTES;
    private static final int SCOPE_METRICS = 2 << 3 | BYTES;
    private static final int SCOPE = 1 << 3 | BYTES;
    private static final int METRICS = 2 << 3 | BYTES;
    private static final int SCHEMA_URL = 3 << 3 | BYTES;
    private static final int ATTRIBUTES = 1 << 3 | BYTES;
    private static final int SCOPE_NAME = 1 << 3 | BYTES;
    private static final int SCOPE_VERSION = 2 << 3 | BYTES;
    private static final int SCOPE_ATTRIBUTES = 3 << 3 | BYTES;

    private final OtlpSettings settings;
    private final MetricNames names;
    private final Deltas.@Nullable Request deltas;
    private final Refusals refusals = new Refusals();
    private final ProtoCursor cursor = new ProtoCursor();

    /** For one request; {@code deltas} add up points of delta temporality, which are refused where there are none. */
    public OtlpTranslator(OtlpSettings settings, Deltas.@Nullable Request deltas) {
        this.settings = settings;
        this.names = new MetricNames(settings.names());
        this.deltas = deltas;
    }

    /** What was left out; complete once it is translated. */
    public Refusals refusals() {
        return refusals;
    }

    /** A short point becomes a series with all its labels; what becomes more than the largest body is refused. */
    @Override
    public int cost() {
        return COST;
    }

    @Override
    public @Nullable String translate(Scratch source, int maxBytes, Scratch target) {
        target.room(0);
        RequestBuilder request = new RequestBuilder(target, maxBytes);
        cursor.over(source.bytes());
        try {
            int end = source.length();
            while (cursor.position() < end) {
                int tag = cursor.tag(end);
                if (tag == RESOURCE_METRICS) {
                    resourceMetrics(cursor.contentEnd(end), request);
                } else {
                    cursor.skip(tag, end);
                }
            }
        } catch (BrokenEncoding e) {
            return "the body is not an OTLP metrics request: " + e.reason();
        }
        return request.full() ? "the request takes more than " + maxBytes + " bytes: export smaller batches" : null;
    }

    /** The resource may stand after its metrics, so it is read first. */
    private void resourceMetrics(int end, RequestBuilder request) throws BrokenEncoding {
        int start = cursor.position();
        SortedMap<String, String> attributes = new TreeMap<>();
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            if (tag == RESOURCE) {
                attributes(cursor.contentEnd(end), ATTRIBUTES, attributes);
            } else {
                cursor.skip(tag, end);
            }
        }
        Origin origin = new Origin(settings, names, attributes);
        MetricWalk walk = new MetricWalk(cursor, names, request, refusals, deltas);
        cursor.moveTo(start);
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            if (tag == SCOPE_METRICS) {
                scopeMetrics(cursor.contentEnd(end), origin, walk);
            } else {
                cursor.skip(tag, end);
            }
        }
        targetInfo(origin, walk, request);
    }

    private void attributes(int end, int field, SortedMap<String, String> into) throws BrokenEncoding {
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            if (tag == field) {
                Attributes.read(cursor, cursor.contentEnd(end), into);
            } else {
                cursor.skip(tag, end);
            }
        }
    }

    private void scopeMetrics(int end, Origin origin, MetricWalk walk) throws BrokenEncoding {
        int start = cursor.position();
        Origin.Scope scope = scope(end);
        cursor.moveTo(start);
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            if (tag == METRICS) {
                walk.metric(cursor.contentEnd(end), origin, scope);
            } else {
                cursor.skip(tag, end);
            }
        }
    }

    private Origin.Scope scope(int end) throws BrokenEncoding {
        String schemaUrl = "";
        Origin.Scope scope = new Origin.Scope("", "", "", new TreeMap<>());
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case SCOPE -> scope = instrumentation(cursor.contentEnd(end));
                case SCHEMA_URL -> schemaUrl = Attributes.text(cursor, cursor.contentEnd(end));
                default -> cursor.skip(tag, end);
            }
        }
        return new Origin.Scope(scope.name(), scope.version(), schemaUrl, scope.attributes());
    }

    private Origin.Scope instrumentation(int end) throws BrokenEncoding {
        String name = "";
        String version = "";
        SortedMap<String, String> attributes = new TreeMap<>();
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case SCOPE_NAME -> name = Attributes.text(cursor, cursor.contentEnd(end));
                case SCOPE_VERSION -> version = Attributes.text(cursor, cursor.contentEnd(end));
                case SCOPE_ATTRIBUTES -> Attributes.read(cursor, cursor.contentEnd(end), attributes);
                default -> cursor.skip(tag, end);
            }
        }
        return new Origin.Scope(name, version, "", attributes);
    }

    /** Says of whom the metrics are, for as long as they tell of: an engine forgets a sample after its lookback. */
    private void targetInfo(Origin origin, MetricWalk walk, RequestBuilder request) {
        SortedMap<String, String> labels = origin.targetInfo();
        if (labels.isEmpty() || walk.latest() == Long.MIN_VALUE) {
            return;
        }
        long step = Math.max(1, settings.lookback().toMillis() / 2);
        for (long at = walk.earliest(); at < walk.latest() && !request.full(); at += step) {
            request.sample(labels, 1, at, List.of());
        }
        request.sample(labels, 1, walk.latest(), List.of());
    }
}
