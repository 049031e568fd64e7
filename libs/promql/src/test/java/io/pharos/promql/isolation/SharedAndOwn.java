package io.pharos.promql.isolation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two Prometheuses: one holds both tenants' series, the other holds only the own tenant's. */
final class SharedAndOwn implements AutoCloseable {
    private static final int ATTEMPTS = 12;

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

    /** The last answers of both, and whether the shared one's can have come from the own tenant's series alone. */
    record Comparison(String query, String enforced, Answer fromShared, Answer fromOwn, boolean agree) {}

    /**
     * Asks the shared one for the enforced text and the own one for the text as the client wrote it, until any two of
     * their answers agree. A query to which the own one alone gives different answers (a tie in {@code topk}, broken by
     * the order of a hash map) proves nothing and counts as agreeing; the other tenant's name in an answer never does.
     */
    Comparison compare(String query, String enforced, boolean overRange) {
        List<Answer> ofShared = new ArrayList<>();
        List<Answer> ofOwn = new ArrayList<>();
        while (true) {
            String shown = ask(shared, enforced, overRange);
            ofShared.add(answer(shown));
            ofOwn.add(answer(ask(own, query, overRange)));
            boolean named = shown.contains(TwoTenants.OTHER.value());
            boolean met = ofShared.stream().anyMatch(answer -> ofOwn.stream().anyMatch(answer::agrees));
            if (named || met || ofOwn.size() == ATTEMPTS) {
                boolean agree = !named && (met || !isStable(ofOwn));
                return new Comparison(query, enforced, ofShared.getLast(), ofOwn.getLast(), agree);
            }
        }
    }

    private static boolean isStable(List<Answer> answers) {
        return answers.stream().allMatch(answers.getFirst()::agrees);
    }

    @Override
    public void close() {
        shared.close();
        own.close();
    }

    private Answer answer(String json) {
        return Answer.parse(json, mapper);
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
