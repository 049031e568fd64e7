package io.pharos.alert.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.pharos.alert.query.InstantQueries;
import io.pharos.alert.suite.Surroundings;
import io.pharos.alert.suite.Until;
import io.pharos.alert.write.PointWriter;
import io.pharos.tenancy.directory.TenantDirectory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * The four families of the Alert Generator Compliance Specification at their own speed, which takes forty minutes, and
 * faults beside them that are evaluated each second: as many evaluations as ten hours have of each 15 s.
 */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = true)
class AlertSemanticsSoak {
    private static final Duration FAMILY_INTERVAL = Duration.ofSeconds(30);

    @Inject
    InstantQueries queries;

    @Inject
    PointWriter writer;

    @Inject
    TenantDirectory directory;

    @Test
    void tenHoursAreAsPrometheusHasThem() throws Throwable {
        Until.isTrue(() -> directory.revision() >= 0);
        Instant start = Instant.now();
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("soak", "alert-semantics");
        evidence.put("started", start.toString());
        try (Differential faults = begun(Scenario.faults(Duration.ofSeconds(1)));
                Differential families = begun(Scenario.families(FAMILY_INTERVAL))) {
            follow(start.plus(Scenario.lengthOfFamilies(FAMILY_INTERVAL)), faults, families);
            evidence.put("the four families, each 30 s", families.compared());
            evidence.put("faults, each second", faults.compared());
            evidence.put("finished", Instant.now().toString());
            keep(evidence);
        }
    }

    private static void follow(Instant end, Differential... all) {
        while (Instant.now().isBefore(end)) {
            List.of(all).forEach(Differential::follow);
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    private static void keep(Map<String, Object> evidence) throws IOException {
        Path file = Path.of(System.getProperty("pharos.root"), "docs/evidence/alert-semantics.json");
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), evidence);
    }

    private Differential begun(Scenario scenario) throws Throwable {
        return Differential.begun(scenario, directory, queries::ask, writer::write);
    }
}
