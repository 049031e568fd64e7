package io.pharos.alert.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.query.InstantQueries;
import io.pharos.alert.suite.Surroundings;
import io.pharos.alert.suite.Until;
import io.pharos.alert.write.PointWriter;
import io.pharos.model.Environment;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.testing.Tenants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Alerts that nobody remembers are found again in the series that they left in a real Prometheus. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = true)
class SeriesRestorationTest {
    private static final String RULES = """
        name: restored
        interval: 10s
        rules:
          - {alert: Restored, expr: restored_m > 10, for: 1m, labels: {severity: page}}
          - {record: 'restored:sum', expr: sum(restored_m)}
        """;

    @Inject
    InstantQueries queries;

    @Inject
    PointWriter writer;

    @Inject
    TenantDirectory directory;

    private final Instant start = Instant.now().minusSeconds(1_800).truncatedTo(ChronoUnit.MINUTES);

    @Test
    void whatFiredFiresOnWhatWaitedWaitsOnAndWhatEndedIsOver() throws Throwable {
        Until.isTrue(() -> directory.revision() >= 0);
        Rehearsal acme = rehearsal("acme");
        Rehearsal initech = rehearsal("initech");
        for (int second = 0; second <= 120; second += 10) {
            write(acme, "fires", 15, second);
            write(acme, "waits", second < 90 ? 5 : 15, second);
            write(acme, "ended", second < 90 ? 15 : 5, second);
            write(initech, "others", 15, second);
            acme.evaluate(at(second));
            initech.evaluate(at(second));
        }
        assertThat(acme.states("Restored")).containsExactly("firing", "pending");

        acme.forgetAndRestore(at(300));
        acme.forgetTold();

        assertThat(acme.states("Restored")).as("three minutes later").containsExactly("firing", "pending");
        for (int second = 300; second <= 330; second += 10) {
            write(acme, "fires", 15, second);
            write(acme, "waits", 15, second);
            acme.evaluate(at(second));
            assertThat(acme.states("Restored"))
                    .as("the time away is not waited for, at " + second)
                    .containsExactly("firing", second < 330 ? "pending" : "firing");
        }
        assertThat(acme.told()).isNotEmpty().noneMatch(one -> one.notification().isResolved());
        assertThat(acme.told().getFirst().notification().startsAt())
                .as("since when, as before")
                .isEqualTo(at(60));
    }

    private Rehearsal rehearsal(String tenant) {
        return new Rehearsal(
                directory.route(tenant.equals("acme") ? Tenants.ACME : Tenants.INITECH, Environment.PROD),
                RULES,
                Duration.ofMinutes(1),
                queries::ask,
                writer::write);
    }

    private void write(Rehearsal tenant, String instance, double value, int second) {
        tenant.write(Map.of("__name__", "restored_m", "instance", instance), value, at(second));
    }

    private Instant at(int second) {
        return start.plusSeconds(second);
    }
}
