package io.pharos.mall.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.pharos.mall.chaos.ChaosBoard;
import io.pharos.mall.chaos.Knob;
import io.pharos.mall.engine.MallEngines;
import io.pharos.mall.stock.Warehouse;
import io.pharos.model.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MallEngines.class)
class OrderResourceTest {
    private static final TenantId INITECH = new TenantId("initech");
    private static final AttributeKey<String> REDIS_KEY = AttributeKey.stringKey("redis.key");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.status_code");

    @Inject
    InMemorySpanExporter spans;

    @Inject
    Warehouse warehouse;

    @Inject
    ChaosBoard board;

    @Inject
    Clock clock;

    @BeforeEach
    void stock() {
        warehouse.recount(INITECH, clock.instant());
        spans.reset();
    }

    @AfterEach
    void mend() {
        for (Knob knob : Knob.values()) {
            board.end(INITECH, knob);
        }
    }

    @Test
    void anOrderIsTracedThroughSqlAndRedis() {
        String traceId = order("{\"sku\":\"1001\",\"quantity\":2,\"tier\":\"gold\"}")
                .statusCode(201)
                .body("state", equalTo("CREATED"))
                .body("amountCny", equalTo("258.00"))
                .extract()
                .path("traceId");
        SpanData entry = span("order.create");
        assertThat(entry.getTraceId()).isEqualTo(traceId);
        assertThat(entry.getAttributes().get(STATUS)).isEqualTo(201);
        assertThat(entry.getAttributes().get(AttributeKey.doubleKey("mall.amount_cny")))
                .isEqualTo(258.0);
        assertThat(span("redis.decr").getAttributes().get(REDIS_KEY)).isEqualTo("stock:1001");
        assertThat(span("redis.decr").getParentSpanId()).isEqualTo(entry.getSpanId());
        assertThat(span("INSERT mall.orders").getParentSpanId()).isEqualTo(entry.getSpanId());
    }

    @Test
    void exemplarsLeadToTheTrace() {
        String traceId =
                order("{\"sku\":\"1002\",\"source\":\"app\"}").extract().path("traceId");
        given().accept("application/openmetrics-text;version=1.0.0")
                .get("/shops/initech/metrics")
                .then()
                .contentType(startsWith("application/openmetrics-text"))
                .body(containsString("# {trace_id=\"" + traceId + "\"} 1 "));
    }

    @Test
    void redisErrorsFailTheOrderAndItsSpan() {
        board.turn(INITECH, Knob.REDIS_ERRORS, 1, Duration.ofMinutes(1));
        order("{\"sku\":\"1001\"}").statusCode(500).body("code", equalTo("order.stock-unavailable"));
        assertThat(span("redis.decr").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span("order.create").getAttributes().get(STATUS)).isEqualTo(500);
        assertThat(span("order.create").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void slowSqlSleepsInTheStatement() {
        board.turn(INITECH, Knob.SLOW_SQL, 0.1, Duration.ofMinutes(1));
        order("{\"sku\":\"1001\"}").statusCode(201);
        assertThat(millis(span("INSERT mall.orders"))).isGreaterThanOrEqualTo(290);
        assertThat(millis(span("order.create"))).isGreaterThanOrEqualTo(290);
    }

    @Test
    void aBadConnectionPoolMakesTheNextOneWait() {
        board.turn(INITECH, Knob.BAD_CONNECTION_POOL, 1, Duration.ofMinutes(1));
        SpanData first = sqlOfAnOrder();
        SpanData second = sqlOfAnOrder();
        board.end(INITECH, Knob.BAD_CONNECTION_POOL);
        SpanData third = sqlOfAnOrder();
        assertThat(TimeUnit.NANOSECONDS.toMillis(second.getEndEpochNanos() - first.getEndEpochNanos()))
                .isGreaterThan(950);
        assertThat(millis(third)).isLessThan(900);
    }

    @Test
    void nonsenseIsRefusedWithAProblem() {
        order("{\"sku\":\"9999\"}").statusCode(400).contentType("application/problem+json");
        order("{\"sku\":\"1001\",\"quantity\":0}").statusCode(400).body("code", equalTo("order.malformed"));
        order("{\"sku\":\"1001\",\"tier\":\"diamond\"}").statusCode(400);
        order("{}").statusCode(400);
        order("{").statusCode(400);
        given().contentType(ContentType.JSON)
                .body("{\"sku\":\"1001\"}")
                .post("/shops/nobody/orders")
                .then()
                .statusCode(404)
                .body("code", equalTo("shop.unknown"));
    }

    private static ValidatableResponse order(String json) {
        return given().contentType(ContentType.JSON)
                .body(json)
                .post("/shops/initech/orders")
                .then();
    }

    private SpanData sqlOfAnOrder() {
        spans.reset();
        order("{\"sku\":\"1001\"}").statusCode(201);
        return span("INSERT mall.orders");
    }

    private SpanData span(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span " + name + " in " + spans.getFinishedSpanItems()));
    }

    private static long millis(SpanData span) {
        return TimeUnit.NANOSECONDS.toMillis(span.getEndEpochNanos() - span.getStartEpochNanos());
    }
}
