package io.pharos.tsdb.write;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The headers by which remote write 2.0 tells how much is stored. */
public final class WrittenHeaders {
    private static final String SAMPLES = "X-Prometheus-Remote-Write-Samples-Written";
    private static final String HISTOGRAMS = "X-Prometheus-Remote-Write-Histograms-Written";
    private static final String EXEMPLARS = "X-Prometheus-Remote-Write-Exemplars-Written";

    private WrittenHeaders() {}

    /** The headers that tell it. */
    public static Map<String, String> of(Written written) {
        return Map.of(
                SAMPLES, Long.toString(written.samples()),
                HISTOGRAMS, Long.toString(written.histograms()),
                EXEMPLARS, Long.toString(written.exemplars()));
    }

    /** What headers tell, one that is missing meaning 0; null where there is none of them. */
    static @Nullable Written read(Function<String, @Nullable String> header) {
        String samples = header.apply(SAMPLES);
        String histograms = header.apply(HISTOGRAMS);
        String exemplars = header.apply(EXEMPLARS);
        if (samples == null && histograms == null && exemplars == null) {
            return null;
        }
        return new Written(number(samples), number(histograms), number(exemplars));
    }

    private static long number(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
