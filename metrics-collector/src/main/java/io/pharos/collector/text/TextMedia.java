package io.pharos.collector.text;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.wire.packing.Packing;
import io.pharos.wire.text.TextFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a request's content type and encoding say of a text. OpenMetrics is told by its type; what names no type of its
 * own, as {@code curl --data-binary} does not, is Prometheus's format.
 */
public record TextMedia(TextFormat format, Packing packing) {
    public static TextMedia of(@Nullable String type, @Nullable String encoding) {
        return new TextMedia(format(type), packing(encoding));
    }

    private static TextFormat format(@Nullable String type) {
        String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (media) {
            case "application/openmetrics-text" -> TextFormat.OPENMETRICS;
            case "", "text/plain", "application/octet-stream", "application/x-www-form-urlencoded" ->
                TextFormat.PROMETHEUS;
            default ->
                throw Problem.of(
                        Kind.UNSUPPORTED_MEDIA_TYPE,
                        "text.unsupported-type",
                        "Send 'Content-Type: text/plain; version=0.0.4' or"
                                + " 'application/openmetrics-text; version=1.0.0'.");
        };
    }

    private static Packing packing(@Nullable String encoding) {
        return Packing.named(encoding == null ? "" : encoding)
                .orElseThrow(() -> Problem.of(
                        Kind.UNSUPPORTED_MEDIA_TYPE,
                        "text.unsupported-encoding",
                        "Send the text as it is, or with 'Content-Encoding: gzip', zstd or snappy."));
    }
}
