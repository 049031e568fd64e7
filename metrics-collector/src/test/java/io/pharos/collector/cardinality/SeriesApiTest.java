package io.pharos.collector.cardinality;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.pharos.collector.engines.PrometheusServer;
import io.pharos.collector.suite.Body;
import io.pharos.collector.suite.Sender;
import io.pharos.collector.suite.Surroundings;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a tenant is told of its series, and what it can do about them. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
@QuarkusTestResource(Surroundings.class)
class SeriesApiTest {
    private final long now = System.currentTimeMillis();

    PrometheusServer engine;
    FakeRouter router;

    @Inject
    DropRuleBook rules;

    @Test
    void deliversAllButThePoisonAndTellsOfIt() {
        Body first = new Body().sample(1, now, "__name__", "poisoned", "i", "3");
        as(INITECH).write(first).then().statusCode(204);
        Body all = new Body();
        for (int i = 0; i < 8; i++) {
            all.sample(2, now, "__name__", "poisoned", "i", Integer.toString(i));
        }
        as(INITECH)
                .write(all)
                .then()
                .statusCode(400)
                .body("code", equalTo("write.rejected-series"))
                .body("detail", containsString("i=\"3\""))
                .body("detail", containsString("duplicate sample"))
                .body("detail", containsString("Stored: 7 series"));
        assertThat(engine.query("poisoned == 2", now / 1000.0 + 1)).hasSize(7);
        as(INITECH)
                .request()
                .get("/api/v1/rejections")
                .then()
                .statusCode(200)
                .body("rejections.id", hasItem("series.refused-by-engine"))
                .body("rejections[0].series", containsString("poisoned{"));
        as(ACME).request()
                .get("/api/v1/rejections")
                .then()
                .statusCode(200)
                .body("rejections.findAll { it.series.contains('poisoned') }.size()", equalTo(0));
    }

    @Test
    void tellsOfCardNumbersEverythingButTheNumber() {
        as(ACME).write(new Body()
                        .sample(1, now, "__name__", "paid", "card", "4111 1111 1111 1111")
                        .sample(1, now, "__name__", "beside_card"))
                .then()
                .statusCode(400)
                .body("detail", containsString("paid{card=\"[card number]\""));
        assertThat(engine.query("paid", now / 1000.0 + 1)).isEmpty();
        assertThat(engine.query("beside_card", now / 1000.0 + 1)).hasSize(1);
    }

    @Test
    void tellsWhereSeriesComeFrom() {
        as(ACME).write(new Body()
                        .sample(1, now, "__name__", "told", "zone", "a")
                        .sample(1, now, "__name__", "told", "zone", "b"))
                .then()
                .statusCode(204);
        as(ACME).request()
                .get("/api/v1/cardinality")
                .then()
                .statusCode(200)
                .body("limit", equalTo(150_000))
                .body("metrics.find { it.name == 'told' }.series", equalTo(2))
                .body("labels.find { it.name == 'zone' }.values", equalTo(2));
    }

    @Test
    void leavesOutWhatADropRuleNames() {
        String id = as(INITECH)
                .request()
                .contentType("application/json")
                .body("{\"selector\": \"debug_noise{zone=~\\\"x.*\\\"}\", \"comment\": \"too many\"}")
                .post("/api/v1/cardinality/drop-rules")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        rules.refresh();
        Body body = new Body()
                .sample(1, now, "__name__", "debug_noise", "zone", "x1")
                .sample(1, now, "__name__", "debug_noise", "zone", "y1");
        as(INITECH).write(body).then().statusCode(204);
        assertThat(engine.query("debug_noise", now / 1000.0 + 1)).hasSize(1);
        as(ACME).write(new Body().sample(1, now, "__name__", "debug_noise", "zone", "x1"))
                .then()
                .statusCode(204);
        assertThat(engine.query("debug_noise{tenant_id=\"acme\"}", now / 1000.0 + 1))
                .hasSize(1);
        as(ACME).request().delete("/api/v1/cardinality/drop-rules/" + id).then().statusCode(404);
        as(INITECH)
                .request()
                .delete("/api/v1/cardinality/drop-rules/" + id)
                .then()
                .statusCode(204);
        rules.refresh();
        as(INITECH)
                .write(new Body().sample(1, now + 1, "__name__", "debug_noise", "zone", "x1"))
                .then()
                .statusCode(204);
        assertThat(engine.query("debug_noise{tenant_id=\"initech\"}", now / 1000.0 + 1))
                .hasSize(2);
    }

    @Test
    void aRuleThatIsSentAgainUnderItsKeyIsOne() {
        for (int i = 0; i < 2; i++) {
            as(INITECH)
                    .request()
                    .contentType("application/json")
                    .header("Idempotency-Key", "rule-once")
                    .body("{\"selector\": \"once_only{}\"}")
                    .post("/api/v1/cardinality/drop-rules")
                    .then()
                    .statusCode(201);
        }
        List<String> rules =
                as(INITECH).request().get("/api/v1/cardinality/drop-rules").path("selector");
        assertThat(rules).filteredOn("once_only{}"::equals).hasSize(1);
        as(INITECH)
                .request()
                .contentType("application/json")
                .body("{\"comment\": \"no selector\"}")
                .post("/api/v1/cardinality/drop-rules")
                .then()
                .statusCode(400);
    }

    @Test
    void refusesARuleThatIsNoSelector() {
        as(INITECH)
                .request()
                .contentType("application/json")
                .body("{\"selector\": \"{}\"}")
                .post("/api/v1/cardinality/drop-rules")
                .then()
                .statusCode(400)
                .body("code", equalTo("drop-rule.malformed"));
    }

    private Sender as(TenantId tenant) {
        return new Sender(router, tenant);
    }
}
