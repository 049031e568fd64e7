package io.pharos.gateway.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.gateway.suite.Surroundings;
import io.pharos.tsdb.testing.FakeEngine;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The canary on the production path, over a wall that holds and over one that does not. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class CanaryTest {
    @Inject
    Canary canary;

    @Inject
    MeterRegistry registry;

    @SuppressWarnings("NullAway.Init")
    FakeEngine fake;

    private double attempts(String result) {
        return registry.get("pharos.gateway.canary.attempts")
                .tag("result", result)
                .counter()
                .count();
    }

    private void fakeAnswers(String series) {
        fake.does(request -> request.response()
                .putHeader("Content-Type", "application/json")
                .end("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + series + "]}}"));
    }

    @Test
    void triesEachTenantAndSeesTheWallHold() {
        fakeAnswers("");
        double held = attempts("held");
        double breached = attempts("breached");
        canary.turn();
        assertThat(attempts("held") - held)
                .as("eight tricks of several tenants")
                .isGreaterThanOrEqualTo(32);
        assertThat(attempts("breached")).isEqualTo(breached);
        assertThat(registry.get("pharos.gateway.canary.pairs.overdue").gauge().value())
                .isZero();
    }

    @Test
    void noticesAnEngineThatAnswersWithAnothersSeries() {
        fakeAnswers("{\"metric\":{\"tenant_id\":\"somebody\"},\"value\":[1,\"1\"]}");
        double breached = attempts("breached");
        double alarms =
                registry.get("pharos.gateway.isolation.breaches").counter().count();
        canary.turn();
        assertThat(attempts("breached")).isGreaterThan(breached);
        assertThat(registry.get("pharos.gateway.isolation.breaches").counter().count())
                .isGreaterThan(alarms);
    }
}
