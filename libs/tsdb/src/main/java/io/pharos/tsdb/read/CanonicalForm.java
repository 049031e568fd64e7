package io.pharos.tsdb.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.promql.enforce.EnforcedSelectors;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The one way in which a read is put to an engine: a path, and a form with each parameter at most once (match[] aside). */
final class CanonicalForm {
    private final StringBuilder text = new StringBuilder(256);

    private CanonicalForm() {}

    /** The path below the engine's query URL. */
    static String path(TenantRead read) {
        return switch (read) {
            case TenantRead.Instantaneous instant -> "/api/v1/query";
            case TenantRead.Ranged range -> "/api/v1/query_range";
            case TenantRead.Exemplars exemplars -> "/api/v1/query_exemplars";
            case TenantRead.Series series -> "/api/v1/series";
            case TenantRead.Federation federation -> "/federate";
            case TenantRead.Stored stored -> "/api/v1/read";
            case TenantRead.LabelNames names -> "/api/v1/labels";
            case TenantRead.LabelValues values -> "/api/v1/label/" + values.label() + "/values";
        };
    }

    /** The parameters, urlencoded; a read of stored samples has none. */
    static String text(TenantRead read) {
        CanonicalForm form = new CanonicalForm();
        switch (read) {
            case TenantRead.Instantaneous instant ->
                form.put("query", instant.query().text())
                        .put("time", seconds(instant.time()))
                        .put(instant.options());
            case TenantRead.Ranged range ->
                form.put("query", range.query().text())
                        .put("start", seconds(range.start()))
                        .put("end", seconds(range.end()))
                        .put("step", seconds(range.step()))
                        .put(range.options());
            case TenantRead.Exemplars exemplars ->
                form.put("query", exemplars.query().text()).put(exemplars.start(), exemplars.end());
            case TenantRead.Series series -> form.put(series.selectors(), series.bounds());
            case TenantRead.Federation federation -> form.put(federation.selectors(), ReadBounds.NONE);
            case TenantRead.Stored stored -> {}
            case TenantRead.LabelNames names -> form.put(names.selectors(), names.bounds());
            case TenantRead.LabelValues values -> form.put(values.selectors(), values.bounds());
        }
        return form.text.toString();
    }

    private CanonicalForm put(ReadOptions options) {
        put("timeout", seconds(options.timeout()));
        put("limit", options.limit());
        Duration lookback = options.lookback();
        put("lookback_delta", lookback == null ? null : seconds(lookback));
        return put("stats", options.stats());
    }

    private CanonicalForm put(EnforcedSelectors selectors, ReadBounds bounds) {
        selectors.texts().forEach(selector -> put("match[]", selector));
        return put(bounds.start(), bounds.end()).put("limit", bounds.limit());
    }

    private CanonicalForm put(@Nullable Instant start, @Nullable Instant end) {
        put("start", start == null ? null : seconds(start));
        return put("end", end == null ? null : seconds(end));
    }

    private CanonicalForm put(String name, @Nullable Object value) {
        if (value != null) {
            text.append(text.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(name, UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), UTF_8));
        }
        return this;
    }

    private static String seconds(Instant time) {
        return decimal(time.getEpochSecond(), time.getNano());
    }

    private static String seconds(Duration length) {
        return decimal(length.getSeconds(), length.getNano());
    }

    private static String decimal(long seconds, int nanos) {
        return nanos == 0
                ? Long.toString(seconds)
                : BigDecimal.valueOf(seconds)
                        .add(BigDecimal.valueOf(nanos, 9))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
