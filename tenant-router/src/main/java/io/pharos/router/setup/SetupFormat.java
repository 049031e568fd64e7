package io.pharos.router.setup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The tools that there is a ready configuration for. */
enum SetupFormat {
    PROMETHEUS,
    GRAFANA,
    OTEL_COLLECTOR;

    /** As it stands in the query: {@code otel-collector}. */
    String value() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<SetupFormat> parse(String value) {
        return Arrays.stream(values()).filter(f -> f.value().equals(value)).findFirst();
    }
}
