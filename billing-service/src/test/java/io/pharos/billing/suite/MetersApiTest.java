package io.pharos.billing.suite;

import static io.pharos.billing.suite.Customer.event;
import static io.pharos.billing.suite.Customer.with;
import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Meters of tenants and of the operator over HTTP. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class MetersApiTest {
    private static final Instant HOUR = Instant.now().minus(Duration.ofHours(5)).truncatedTo(ChronoUnit.HOURS);
    private static final Instant END = HOUR.plus(Duration.ofHours(1));

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    private Customer acme;

    @SuppressWarnings("NullAway.Init")
    private Customer initech;

    @BeforeEach
    void customers() {
        acme = new Customer(router, ACME);
        initech = new Customer(router, INITECH);
    }

    @Test
    void makesAMeterOnceHoweverOftenItIsAsked() {
        Map<String, Object> meter =
                Map.of("code", "asked-twice", "resourceType", "asked_twice", "aggregation", "count");
        for (int i = 0; i < 2; i++) {
            acme.asks()
                    .header("Idempotency-Key", "meter-1")
                    .body(meter)
                    .post("/api/v1/meters")
                    .then()
                    .statusCode(201)
                    .body("code", equalTo("asked-twice"));
        }
        acme.asks().body(meter).post("/api/v1/meters").then().statusCode(409);
    }

    @Test
    void refusesMetersThatCannotCount() {
        Map<String, Object> sound = Map.of("code", "unsound", "resourceType", "unsound", "aggregation", "sum");
        List<Map<String, Object>> faults = List.of(
                Map.of("code", "Un Sound"),
                Map.of("resourceType", "'; drop table meter"),
                Map.of("aggregation", "percentile"),
                Map.of("aggregation", "percentile", "percent", 101),
                Map.of("aggregation", "unique_count"),
                Map.of("value", "a'b"),
                Map.of("filters", Map.of("re'gion", List.of("eu"))),
                Map.of("filters", Map.of("region", List.of())),
                Map.of("filters", Collections.singletonMap("region", null)),
                Map.of("groupBy", Collections.singletonList(null)),
                Map.of("groupBy", List.of("x)")),
                Map.of("name", " "));
        for (Map<String, Object> fault : faults) {
            Map<String, Object> meter = new HashMap<>(sound);
            meter.putAll(fault);
            acme.asks()
                    .body(meter)
                    .post("/api/v1/meters")
                    .then()
                    .statusCode(400)
                    .body("code", containsString("meter."));
        }
    }

    @Test
    void anOperatorsMeterCountsEveryTenantAndIsNobodyElses() {
        Map<String, Object> large = Map.of(
                "code", "large-orders",
                "resourceType", "orders",
                "aggregation", "sum",
                "filters", Map.of("size", List.of("large")),
                "groupBy", List.of("region"));
        acme.asks().body(large).post("/api/v1/billing/meters").then().statusCode(403);
        acme.operator().body(large).post("/api/v1/billing/meters").then().statusCode(201);
        acme.operator().get("/api/v1/billing/meters").then().body("meters.code", hasItems("large-orders"));
        initech.asks().body(large).post("/api/v1/meters").then().statusCode(409);
        initech.meter("own-orders", "own_orders");
        acme.operator()
                .body(Map.of("code", "own-orders", "resourceType", "orders", "aggregation", "count"))
                .post("/api/v1/billing/meters")
                .then()
                .statusCode(409);
        var properties = Map.of("size", "large", "region", "eu");
        acme.tells(List.of(
                with(event("o1", "orders", 3, HOUR), "properties", properties),
                with(event("o2", "orders", 5, HOUR), "properties", Map.of("size", "small", "region", "eu"))));
        initech.tells(List.of(with(event("o3", "orders", 7, HOUR), "properties", properties)));
        assertThat(acme.quantity("large-orders", HOUR, END)).containsExactly("3");
        assertThat(initech.quantity("large-orders", HOUR, END)).containsExactly("7");
        acme.asks()
                .get("/api/v1/usage?meter=large-orders&group_by=region&from=" + HOUR)
                .then()
                .body("meters[0].quantities.group.region", equalTo(List.of("eu")));
        acme.operator().delete("/api/v1/billing/meters/large-orders").then().statusCode(204);
        acme.asks().get("/api/v1/meters/large-orders").then().statusCode(404);
    }

    @Test
    void showsAndKeepsMeters() {
        acme.meter("own-meter", "own_meter");
        acme.asks().get("/api/v1/meters").then().body("meters.code", hasItems("samples", "own-meter"));
        initech.asks().get("/api/v1/meters/own-meter").then().statusCode(404);
        acme.asks()
                .get("/api/v1/meters/own-meter")
                .then()
                .body("own", equalTo(true))
                .body("aggregation", equalTo("sum"));
        acme.asks()
                .body(Map.of("code", "samples", "resourceType", "mine", "aggregation", "sum"))
                .post("/api/v1/meters")
                .then()
                .statusCode(409);
        acme.asks()
                .body(Map.of("code", "mine", "resourceType", "samples", "aggregation", "sum"))
                .post("/api/v1/meters")
                .then()
                .statusCode(403);
        acme.asks()
                .body(Map.of("code", "mine", "resourceType", "mine", "aggregation", "median"))
                .post("/api/v1/meters")
                .then()
                .statusCode(400);
        acme.asks().delete("/api/v1/meters/own-meter").then().statusCode(204);
        acme.asks().get("/api/v1/meters/own-meter").then().statusCode(404);
        acme.asks().queryParam("meter", "samples").get("/api/v1/usage").then().body("meters", hasSize(1));
    }
}
