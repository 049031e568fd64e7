package io.pharos.collector.ha;

import static io.pharos.collector.suite.Surroundings.PAIRED;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.collector.engines.PrometheusServer;
import io.pharos.collector.suite.Body;
import io.pharos.collector.suite.Body2;
import io.pharos.collector.suite.RecordedUsage;
import io.pharos.collector.suite.Sender;
import io.pharos.collector.suite.Surroundings;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Two replicas of a Prometheus write the same, over HTTP, with the election in a real Redis. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
@QuarkusTestResource(Surroundings.class)
class HaPairTest {
    private final long now = System.currentTimeMillis();
    PrometheusServer engine;
    FakeRouter router;

    @Inject
    RecordedUsage usage;

    @Test
    void theLoserHears202AndNothingOfItsIsStoredOrCharged() {
        Sender sender = new Sender(router, PAIRED);
        long before = usage.sum(PAIRED, "samples");
        sender.write(body("a", 1)).then().statusCode(204);
        sender.write(body("b", 2)).then().statusCode(202);
        sender.write(new Body2().sample(3, now, "__name__", "paired_up", "__replica__", "b", "cluster", "c"))
                .then()
                .statusCode(202)
                .header("X-Prometheus-Remote-Write-Samples-Written", "1");
        assertThat(engine.query("paired_up{tenant_id=\"paired\"}", now / 1000.0 + 1)
                        .at("/0/value/1")
                        .asText())
                .isEqualTo("1");
        assertThat(usage.sum(PAIRED, "samples") - before).isEqualTo(1);
    }

    @Test
    void whatIsNoReplicasIsStoredBesideWhatIsTheLosers() {
        Sender sender = new Sender(router, PAIRED);
        sender.write(body("a", 1)).then().statusCode(204);
        sender.write(new Body()
                        .sample(1, now, "__name__", "alone_up")
                        .sample(2, now, "__name__", "paired_up", "__replica__", "b", "cluster", "c"))
                .then()
                .statusCode(204);
        assertThat(engine.query("alone_up{tenant_id=\"paired\"}", now / 1000.0 + 1))
                .hasSize(1);
    }

    private Body body(String replica, double value) {
        return new Body().sample(value, now, "__name__", "paired_up", "__replica__", replica, "cluster", "c");
    }
}
