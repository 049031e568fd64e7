package io.pharos.wire.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints what a text gives, a line each. */
final class Printed implements TextSink {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void sample(TextSample sample) {
        StringBuilder line = new StringBuilder(sample.metric() + sample.labels() + " " + sample.value());
        line.append(time(sample.timestampMillis()));
        TextSample.Exemplar exemplar = sample.exemplar();
        if (exemplar != null) {
            line.append(" # ").append(exemplar.labels()).append(' ').append(exemplar.value());
            line.append(time(exemplar.timestampMillis()));
        }
        lines.add(line.toString().replace("\n", "\\n"));
    }

    private static String time(@Nullable Long millis) {
        return millis == null ? "" : " @" + millis;
    }

    @Override
    public void metadata(String family, MetricType type, String help, String unit) {
        String line = "metadata " + family + " " + type.text() + " help=[" + help + "] unit=[" + unit + "]";
        lines.add(line.replace("\n", "\\n"));
    }

    List<String> lines() {
        return lines;
    }
}
