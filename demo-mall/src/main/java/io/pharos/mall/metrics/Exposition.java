package io.pharos.mall.metrics;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Metrics as text: OpenMetrics 1.0 with exemplars where the scraper understands it, else the Prometheus text format
 * 0.0.4 without.
 */
final class Exposition {
    /** The formats, by what is asked for in the header Accept. */
    enum Format {
        OPENMETRICS("application/openmetrics-text; version=1.0.0; charset=utf-8"),
        PROMETHEUS("text/plain; version=0.0.4; charset=utf-8");

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        String contentType() {
            return contentType;
        }

        static Format accepted(@Nullable String accept) {
            boolean open = accept != null && accept.toLowerCase(Locale.ROOT).contains("application/openmetrics-text");
            return open ? OPENMETRICS : PROMETHEUS;
        }
    }

    private final StringBuilder text = new StringBuilder(4096);
    private final Format format;

    Exposition(Format format) {
        this.format = format;
    }

    /** Begins a family; a counter's name is given with its _total, which OpenMetrics leaves out here. */
    void family(String name, String type, String help) {
        boolean cut = format == Format.OPENMETRICS && type.equals("counter");
        String family = cut ? name.substring(0, name.length() - "_total".length()) : name;
        text.append("# TYPE ").append(family).append(' ').append(type).append('\n');
        text.append("# HELP ").append(family).append(' ').append(help).append('\n');
    }

    void sample(String name, Labels labels, double value, @Nullable Exemplar exemplar) {
        text.append(name).append(labels.text()).append(' ').append(number(value));
        if (exemplar != null && format == Format.OPENMETRICS) {
            text.append(" # {trace_id=\"")
                    .append(exemplar.traceId())
                    .append("\"} ")
                    .append(number(exemplar.value()))
                    .append(' ')
                    .append(String.format(Locale.ROOT, "%.3f", exemplar.at().toEpochMilli() / 1000.0));
        }
        text.append('\n');
    }

    /** The whole text; nothing may be added after it. */
    String end() {
        return format == Format.OPENMETRICS ? text.append("# EOF\n").toString() : text.toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
