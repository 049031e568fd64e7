package io.pharos.wire.otlp;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;

import io.pharos.wire.metadata.MetricMetadata;
import io.pharos.wire.otlp.Refusals.Reason;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.remotewrite.RequestBuilder;
import org.jspecify.annotations.Nullable;

/** Reads the metrics of one resource, one after another, and remembers between which times they tell. */
final class MetricWalk {
    private static final int NAME = 1 << 3 | BYTES;
    private static final int DESCRIPTION = 2 << 3 | BYTES;
    private static final int UNIT = 3 << 3 | BYTES;
    private static final int GAUGE = 5 << 3 | BYTES;
    private static final int SUM = 7 << 3 | BYTES;
    private static final int HISTOGRAM = 9 << 3 | BYTES;
    private static final int EXPONENTIAL = 10 << 3 | BYTES;
    private static final int SUMMARY = 11 << 3 | BYTES;
    private static final int POINT = 1 << 3 | BYTES;
    private static final int TEMPORALITY = 2 << 3 | VARINT;
    private static final int MONOTONIC = 3 << 3 | VARINT;
    private static final int DELTA = 1;
    private static final int CUMULATIVE = 2;
    /** A target is told of for no longer than this before its newest point: a point may claim any time. */
    private static final long LONGEST_SPAN_MILLIS = 3_600_000;

    private final ProtoCursor cursor;
    private final MetricNames names;
    private final RequestBuilder request;
    private final Refusals refusals;
    private final Deltas.@Nullable Request deltas;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    MetricWalk(
            ProtoCursor cursor,
            MetricNames names,
            RequestBuilder request,
            Refusals refusals,
            Deltas.@Nullable Request deltas) {
        this.cursor = cursor;
        this.names = names;
        this.request = request;
        this.refusals = refusals;
        this.deltas = deltas;
    }

    /** One metric as it is described; {@code dataTag} tells its kind, and is 0 where it has no points of any. */
    private static final class Described {
        private String name = "";
        private String description = "";
        private String unit = "";
        private int dataTag;
        private int dataStart;
        private int dataEnd;
        private long temporality;
        private boolean monotonic;
    }

    void metric(int end, Origin origin, Origin.Scope scope) throws BrokenEncoding {
        Described metric = describe(end);
        aggregation(metric);
        Reason reason = refusal(metric);
        MetricKind kind = kind(metric);
        String name = names.of(metric.name, metric.unit, kind);
        if (reason == null && name.isEmpty()) {
            reason = Reason.NO_NAME;
        }
        if (reason != null) {
            refuse(metric, reason);
        } else {
            String unit = MetricNames.UnitName.of(metric.unit).main();
            request.metadata(new MetricMetadata(name, kind.type(), metric.description, unit));
            boolean delta = metric.temporality == DELTA;
            PointWriter writer = new PointWriter(
                    request, refusals, name, attributes -> origin.labels(scope, attributes), delta ? deltas : null);
            points(metric, writer);
        }
        cursor.moveTo(end);
    }

    private Described describe(int end) throws BrokenEncoding {
        Described metric = new Described();
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case NAME -> metric.name = Attributes.text(cursor, cursor.contentEnd(end));
                case DESCRIPTION -> metric.description = Attributes.text(cursor, cursor.contentEnd(end));
                case UNIT -> metric.unit = Attributes.text(cursor, cursor.contentEnd(end));
                case GAUGE, SUM, HISTOGRAM, EXPONENTIAL, SUMMARY -> {
                    metric.dataTag = tag;
                    metric.dataEnd = cursor.contentEnd(end);
                    metric.dataStart = cursor.position();
                    cursor.moveTo(metric.dataEnd);
                }
                default -> cursor.skip(tag, end);
            }
        }
        return metric;
    }

    /** Temporality and monotony may stand after the points. */
    private void aggregation(Described metric) throws BrokenEncoding {
        cursor.moveTo(metric.dataStart);
        int end = metric.dataEnd;
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            boolean aggregated = metric.dataTag != GAUGE && metric.dataTag != SUMMARY;
            if (aggregated && tag == TEMPORALITY) {
                metric.temporality = cursor.varint(end);
            } else if (metric.dataTag == SUM && tag == MONOTONIC) {
                metric.monotonic = cursor.varint(end) != 0;
            } else {
                cursor.skip(tag, end);
            }
        }
    }

    private static MetricKind kind(Described metric) {
        return switch (metric.dataTag) {
            case SUM -> metric.monotonic ? MetricKind.COUNTER : MetricKind.FALLING_SUM;
            case HISTOGRAM, EXPONENTIAL -> MetricKind.HISTOGRAM;
            case SUMMARY -> MetricKind.SUMMARY;
            default -> MetricKind.GAUGE;
        };
    }

    private @Nullable Reason refusal(Described metric) {
        return switch (metric.dataTag) {
            case GAUGE, SUMMARY -> null;
            case SUM, HISTOGRAM, EXPONENTIAL -> {
                if (metric.temporality == CUMULATIVE) {
                    yield null;
                }
                if (metric.temporality != DELTA) {
                    yield Reason.NO_TEMPORALITY;
                }
                if (deltas == null) {
                    yield Reason.DELTA;
                }
                yield metric.dataTag == EXPONENTIAL ? Reason.DELTA_EXPONENTIAL : null;
            }
            default -> Reason.UNKNOWN_KIND;
        };
    }

    private void refuse(Described metric, Reason reason) throws BrokenEncoding {
        if (metric.dataTag == 0) {
            refusals.add(reason, metric.name);
        }
        cursor.moveTo(metric.dataStart);
        while (cursor.position() < metric.dataEnd) {
            int tag = cursor.tag(metric.dataEnd);
            if (tag == POINT) {
                refusals.add(reason, metric.name);
            }
            cursor.skip(tag, metric.dataEnd);
        }
    }

    private void points(Described metric, PointWriter writer) throws BrokenEncoding {
        cursor.moveTo(metric.dataStart);
        while (cursor.position() < metric.dataEnd) {
            int tag = cursor.tag(metric.dataEnd);
            if (tag == POINT) {
                int pointEnd = cursor.contentEnd(metric.dataEnd);
                noteTime(point(metric.dataTag, pointEnd, writer));
                cursor.moveTo(pointEnd);
            } else {
                cursor.skip(tag, metric.dataEnd);
            }
        }
    }

    private Point point(int dataTag, int end, PointWriter writer) throws BrokenEncoding {
        return switch (dataTag) {
            case HISTOGRAM -> writer.histogram(HistogramPoint.read(cursor, end));
            case EXPONENTIAL -> writer.exponential(NativeHistogram.read(cursor, end));
            case SUMMARY -> writer.summary(SummaryPoint.read(cursor, end));
            default -> writer.number(NumberPoint.read(cursor, end));
        };
    }

    private void noteTime(Point point) {
        earliest = Math.min(earliest, point.millis);
        latest = Math.max(latest, point.millis);
    }

    long earliest() {
        return Math.max(earliest, latest - LONGEST_SPAN_MILLIS);
    }

    long latest() {
        return latest;
    }
}
