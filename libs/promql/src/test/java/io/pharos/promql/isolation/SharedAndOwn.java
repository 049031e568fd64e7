package io.pharos.promql.isolation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two Prometheuses: one holds both tenants' series, the other holds only the own tenant's. */
final class SharedAndOwn implements AutoCloseable {
    /** Answers that depend on the order of a hash map differ from run to run: so often is one asked again. */
    private static final int ATTEMPTS = 6;

    private final Prometheus shared;
    private final Prometheus own;
    private final ObjectMapper mapper = new ObjectMapper();

    private SharedAndOwn(Prometheus shared, Prometheus own) {
        this.shared = shared;
        this.own = own;
    }

    static SharedAndOwn start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "isolation");
        String both = TwoTenants.openMetrics(List.of(TwoTenants.OWN, TwoTenants.OTHER));
        String one = TwoTenants.openMetrics(List.of(TwoTenants.OWN));
        return new SharedAndOwn(
                Prometheus.holding(both, folder.resolve("shared")), Prometheus.holding(one, folder.resolve("own")));
    }

    /** Both answers, of the last attempt if they never agreed. */
    record Comparison(String query, String enforced, Answer fromShared, Answer fromOwn, boolean agree, boolean named) {}

    /** Asks the shared one for the enforced text and the own one for the text as the client wrote it. */
    Comparison compare(String query, String enforced, boolean overRange) {
        for (int attempt = 1; ; attempt++) {
            String shownByShared = ask(shared, enforced, overRange);
            Answer ofShared = answer(shownByShared, query);
            Answer ofOwn = answer(ask(own, query, overRange), query);
            boolean named = shownByShared.contains(TwoTenants.OTHER.value());
            boolean agree = ofShared.agrees(ofOwn) && !named;
            if (agree || named || attempt == ATTEMPTS) {
                return new Comparison(query, enforced, ofShared, ofOwn, agree, named);
            }
        }
    }

    @Override
    public void close() {
        shared.close();
        own.close();
    }

    private Answer answer(String json, String query) {
        Answer answer = Answer.parse(json, mapper);
        return query.startsWith("absent") ? answer.withoutTenantLabel() : answer;
    }

    private static String ask(Prometheus engine, String query, boolean overRange) {
        Map<String, String> parameters = new TreeMap<>(Map.of("query", query));
        if (overRange) {
            parameters.put("start", Long.toString(TwoTenants.NOW - 1200));
            parameters.put("end", Long.toString(TwoTenants.NOW));
            parameters.put("step", "300");
            return engine.get("/api/v1/query_range", parameters);
        }
        parameters.put("time", Long.toString(TwoTenants.NOW - 60));
        return engine.get("/api/v1/query", parameters);
    }
}
