package io.pharos.collector.otlp;

import java.util.HashMap;
import java.util.Map;

/**
 * The fields of OTLP's metrics in protobuf's JSON mapping, by name (opentelemetry-proto, metrics/v1). OTLP writes ids in
 * hexadecimal where protobuf would write base64.
 */
final class JsonSchema {
    /** How a field's JSON value is encoded. */
    enum Kind {
        MESSAGE,
        TEXT,
        HEX,
        BASE64,
        BOOL,
        ENUM,
        VARINT,
        ZIGZAG,
        FIXED64,
        DOUBLE
    }

    /** A field: its number, how it is encoded, and of a message its fields. */
    record Field(int number, Kind kind, Map<String, Field> fields) {}

    private static final Map<String, Field> ANY_VALUE = new HashMap<>();
    private static final Map<String, Field> KEY_VALUE = Map.of("key", of(1, Kind.TEXT), "value", of(2, ANY_VALUE));

    static {
        ANY_VALUE.put("stringValue", of(1, Kind.TEXT));
        ANY_VALUE.put("boolValue", of(2, Kind.BOOL));
        ANY_VALUE.put("intValue", of(3, Kind.VARINT));
        ANY_VALUE.put("doubleValue", of(4, Kind.DOUBLE));
        ANY_VALUE.put("arrayValue", of(5, Map.of("values", of(1, ANY_VALUE))));
        ANY_VALUE.put("kvlistValue", of(6, Map.of("values", of(1, KEY_VALUE))));
        ANY_VALUE.put("bytesValue", of(7, Kind.BASE64));
    }

    private static final Map<String, Field> EXEMPLAR = Map.of(
            "timeUnixNano", of(2, Kind.FIXED64),
            "asDouble", of(3, Kind.DOUBLE),
            "spanId", of(4, Kind.HEX),
            "traceId", of(5, Kind.HEX),
            "asInt", of(6, Kind.FIXED64),
            "filteredAttributes", of(7, KEY_VALUE));
    private static final Map<String, Field> NUMBER_POINT = Map.of(
            "startTimeUnixNano", of(2, Kind.FIXED64),
            "timeUnixNano", of(3, Kind.FIXED64),
            "asDouble", of(4, Kind.DOUBLE),
            "exemplars", of(5, EXEMPLAR),
            "asInt", of(6, Kind.FIXED64),
            "attributes", of(7, KEY_VALUE),
            "flags", of(8, Kind.VARINT));
    private static final Map<String, Field> HISTOGRAM_POINT = Map.of(
            "startTimeUnixNano", of(2, Kind.FIXED64),
            "timeUnixNano", of(3, Kind.FIXED64),
            "count", of(4, Kind.FIXED64),
            "sum", of(5, Kind.DOUBLE),
            "bucketCounts", of(6, Kind.FIXED64),
            "explicitBounds", of(7, Kind.DOUBLE),
            "exemplars", of(8, EXEMPLAR),
            "attributes", of(9, KEY_VALUE),
            "flags", of(10, Kind.VARINT));
    private static final Map<String, Field> BUCKETS =
            Map.of("offset", of(1, Kind.ZIGZAG), "bucketCounts", of(2, Kind.VARINT));
    private static final Map<String, Field> EXPONENTIAL_POINT = Map.ofEntries(
            Map.entry("attributes", of(1, KEY_VALUE)),
            Map.entry("startTimeUnixNano", of(2, Kind.FIXED64)),
            Map.entry("timeUnixNano", of(3, Kind.FIXED64)),
            Map.entry("count", of(4, Kind.FIXED64)),
            Map.entry("sum", of(5, Kind.DOUBLE)),
            Map.entry("scale", of(6, Kind.ZIGZAG)),
            Map.entry("zeroCount", of(7, Kind.FIXED64)),
            Map.entry("positive", of(8, BUCKETS)),
            Map.entry("negative", of(9, BUCKETS)),
            Map.entry("flags", of(10, Kind.VARINT)),
            Map.entry("exemplars", of(11, EXEMPLAR)),
            Map.entry("zeroThreshold", of(14, Kind.DOUBLE)));
    private static final Map<String, Field> SUMMARY_POINT = Map.of(
            "startTimeUnixNano", of(2, Kind.FIXED64),
            "timeUnixNano", of(3, Kind.FIXED64),
            "count", of(4, Kind.FIXED64),
            "sum", of(5, Kind.DOUBLE),
            "quantileValues", of(6, Map.of("quantile", of(1, Kind.DOUBLE), "value", of(2, Kind.DOUBLE))),
            "attributes", of(7, KEY_VALUE),
            "flags", of(8, Kind.VARINT));
    private static final Field TEMPORALITY = of(2, Kind.ENUM);
    private static final Map<String, Field> METRIC = Map.of(
            "name", of(1, Kind.TEXT),
            "description", of(2, Kind.TEXT),
            "unit", of(3, Kind.TEXT),
            "gauge", of(5, Map.of("dataPoints", of(1, NUMBER_POINT))),
            "sum",
                    of(
                            7,
                            Map.of(
                                    "dataPoints", of(1, NUMBER_POINT),
                                    "aggregationTemporality", TEMPORALITY,
                                    "isMonotonic", of(3, Kind.BOOL))),
            "histogram", of(9, Map.of("dataPoints", of(1, HISTOGRAM_POINT), "aggregationTemporality", TEMPORALITY)),
            "exponentialHistogram",
                    of(10, Map.of("dataPoints", of(1, EXPONENTIAL_POINT), "aggregationTemporality", TEMPORALITY)),
            "summary", of(11, Map.of("dataPoints", of(1, SUMMARY_POINT))));
    private static final Map<String, Field> SCOPE =
            Map.of("name", of(1, Kind.TEXT), "version", of(2, Kind.TEXT), "attributes", of(3, KEY_VALUE));
    private static final Map<String, Field> SCOPE_METRICS =
            Map.of("scope", of(1, SCOPE), "metrics", of(2, METRIC), "schemaUrl", of(3, Kind.TEXT));
    private static final Map<String, Field> RESOURCE_METRICS = Map.of(
            "resource", of(1, Map.of("attributes", of(1, KEY_VALUE))),
            "scopeMetrics", of(2, SCOPE_METRICS),
            "schemaUrl", of(3, Kind.TEXT));

    /** ExportMetricsServiceRequest. */
    static final Map<String, Field> METRICS_REQUEST = Map.of("resourceMetrics", of(1, RESOURCE_METRICS));

    private JsonSchema() {}

    private static Field of(int number, Kind kind) {
        return new Field(number, kind, Map.of());
    }

    private static Field of(int number, Map<String, Field> fields) {
        return new Field(number, Kind.MESSAGE, fields);
    }
}
