package io.pharos.alert.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.query.InstantQueries;
import io.pharos.alert.suite.Surroundings;
import io.pharos.alert.suite.Until;
import io.pharos.alert.write.PointWriter;
import io.pharos.tenancy.directory.TenantDirectory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Time runs a hundred times too fast and more: the families of forty minutes in forty seconds, faults beside them. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = true)
class DifferentialTest {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    @Inject
    InstantQueries queries;

    @Inject
    PointWriter writer;

    @Inject
    TenantDirectory directory;

    @Test
    void writesAndTellsWhatPrometheusDoes() throws Throwable {
        Until.isTrue(() -> directory.revision() >= 0);
        Duration length = Scenario.lengthOfFamilies(INTERVAL);
        try (Differential faults = begun(Scenario.faults(INTERVAL));
                Differential families = begun(Scenario.families(INTERVAL))) {
            Instant end = Instant.now().plus(length);
            Until.isTrue(
                    () -> {
                        faults.follow();
                        families.follow();
                        return Instant.now().isAfter(end);
                    },
                    length.plusSeconds(60));
            assertThat(faults.compared()).isNotEmpty();
            assertThat(families.compared()).isNotEmpty();
        }
    }

    private Differential begun(Scenario scenario) throws Throwable {
        return Differential.begun(scenario, directory, queries::ask, writer::write);
    }
}
