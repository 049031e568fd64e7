package io.pharos.bench.promql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Queries as dashboards and alert rules have them: hosts, containers, services, the mall. */
final class Dashboards {
    private Dashboards() {}

    static List<String> queries() {
        try (InputStream in = Dashboards.class.getResourceAsStream("dashboards.promql")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
