package io.pharos.gateway.result;

import io.pharos.tsdb.read.TenantRead;
import org.jspecify.annotations.Nullable;

/** The forms in which an engine gives its results, and in which they go on. */
public enum ResultForm {
    JSON("application/json", null),
    /** Prometheus's text format. */
    EXPOSITION("text/plain; version=0.0.4; charset=utf-8", null),
    /** Stored samples, whole. */
    SAMPLES("application/x-protobuf", "snappy"),
    /** Stored samples as a stream of frames of chunks. */
    CHUNKS("application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse", null);

    private final String mediaType;
    private final @Nullable String encoding;

    ResultForm(String mediaType, @Nullable String encoding) {
        this.mediaType = mediaType;
        this.encoding = encoding;
    }

    /** The form of the answer to a question. */
    public static ResultForm of(TenantRead read) {
        return switch (read) {
            case TenantRead.Stored stored -> stored.chunks() ? CHUNKS : SAMPLES;
            case TenantRead.Federation federation -> EXPOSITION;
            case TenantRead.Instantaneous instant -> JSON;
            case TenantRead.Ranged range -> JSON;
            case TenantRead.Exemplars exemplars -> JSON;
            case TenantRead.Series series -> JSON;
            case TenantRead.LabelNames names -> JSON;
            case TenantRead.LabelValues values -> JSON;
        };
    }

    /** The media type, in full. */
    public String mediaType() {
        return mediaType;
    }

    /** The encoding that belongs to the form, or null. */
    public @Nullable String encoding() {
        return encoding;
    }

    /** Whether it may be packed by gzip. */
    public boolean packable() {
        return this == JSON || this == EXPOSITION;
    }
}
