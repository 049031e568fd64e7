package io.pharos.billing.suite;

import static io.pharos.billing.suite.BillingEngines.STARK;
import static io.pharos.tenancy.testing.Tenants.HOOLI;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.pharos.billing.invoicing.Contracts;
import io.pharos.billing.invoicing.Invoices;
import io.pharos.billing.period.Period;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Paying at a provider, refunds through it, and the trace of a payment from the provider's notice to the books. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class CheckoutTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final Database database;
    private final Contracts contracts;
    private final Invoices invoices;
    private final InMemorySpanExporter spans;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    CheckoutTest(Database database, Contracts contracts, Invoices invoices, InMemorySpanExporter spans) {
        this.database = database;
        this.contracts = contracts;
        this.invoices = invoices;
        this.spans = spans;
    }

    @Test
    void aCheckoutIsPaidOnceAndRefundedThroughItsProvider() {
        Customer stark = new Customer(router, STARK);
        String invoice = issued(stark);
        String total = read(stark, invoice).getString("invoice.open");
        stark.asks()
                .get("/api/v1/payments/providers")
                .then()
                .body("providers.find { it.name == 'simulated' }.checkout", equalTo(true));
        String checkout = opened(stark, invoice, "once");
        assertThat(opened(stark, invoice, "once")).isEqualTo(checkout);
        assertThat(read(stark, invoice).getString("invoice.open"))
                .as("asked for is not paid")
                .isEqualTo(total);

        for (int i = 0; i < 2; i++) {
            stark.asks()
                    .body(Map.of("checkout", checkout))
                    .post("/api/v1/payments/simulated")
                    .then()
                    .statusCode(200);
        }
        assertThat(read(stark, invoice).getString("invoice.state")).isEqualTo("paid");
        stark.asks()
                .get("/api/v1/payments/checkouts")
                .then()
                .body("checkouts.find { it.id == '" + checkout + "' }.state", equalTo("paid"));
        stark.asks()
                .body(Map.of("invoice", invoice, "provider", "simulated"))
                .post("/api/v1/payments/checkouts")
                .then()
                .statusCode(409)
                .body("code", equalTo("payment.nothing-open"));

        String payment = stark.asks()
                .get("/api/v1/payments")
                .then()
                .extract()
                .path("payments.find { it.reference == 'sim-" + checkout + "' }.id");
        for (int i = 0; i < 2; i++) {
            stark.operator()
                    .header("Idempotency-Key", "refund-" + checkout)
                    .body(Map.of("amount", "3.00", "reference", "complaint-1"))
                    .post("/api/v1/payments/" + payment + "/refund")
                    .then()
                    .statusCode(200)
                    .body("returned", equalTo("3.00"));
        }
        assertThat(read(stark, invoice).getString("invoice.open")).isEqualTo("3.00");
        new Customer(router, INITECH)
                .asks()
                .body(Map.of("checkout", checkout))
                .post("/api/v1/payments/simulated")
                .then()
                .statusCode(404);
    }

    @Test
    void aPaymentIsTracedFromTheNoticeToTheBooks() {
        Customer initech = new Customer(router, INITECH);
        String invoice = issued(initech);
        spans.reset();
        String event = "{\"id\":\"traced-1\",\"payment\":\"p-traced\",\"invoice\":\"" + invoice
                + "\",\"amount\":\"1.00\",\"currency\":\"CNY\"}";
        String time = Long.toString(Instant.now().getEpochSecond());
        RestAssured.given()
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .header("Simulated-Signature", time + "," + hmac(time + "." + event))
                .body(event)
                .post("/api/v1/payments/notices/simulated")
                .then()
                .statusCode(200);

        await().atMost(Duration.ofSeconds(5))
                .until(() -> named("POST /api/v1/payments/notices/{provider}").size() == 1);
        SpanData entry = named("POST /api/v1/payments/notices/{provider}").getFirst();
        SpanData taken = named("payment.take").getFirst();
        SpanData booked = named("ledger.book").getFirst();
        assertThat(List.of(entry, taken, booked))
                .allMatch(span -> span.getTraceId().equals(TRACE));
        assertThat(taken.getParentSpanId()).isEqualTo(entry.getSpanId());
        assertThat(booked.getParentSpanId()).isEqualTo(taken.getSpanId());
        assertThat(taken.getAttributes().asMap().toString()).contains("payment.outcome", "paid PH-");
    }

    @Test
    void aSuspendedTenantReachesItsInvoicesAndPaymentsAndNothingElse() {
        Customer hooli = new Customer(router, HOOLI);
        for (String bills : List.of("invoices", "payments", "payments/providers", "credits", "invoices/profile")) {
            hooli.asks().get("/api/v1/" + bills).then().statusCode(200);
        }
        hooli.asks()
                .body(Map.of("invoice", "00000000-0000-0000-0000-000000000000", "provider", "simulated"))
                .post("/api/v1/payments/checkouts")
                .then()
                .statusCode(404);
        hooli.asks()
                .body(List.of())
                .post("/api/v1/usage")
                .then()
                .statusCode(402)
                .body("code", equalTo("tenant.suspended"));
        hooli.asks().get("/api/v1/partners").then().statusCode(402);
    }

    private List<SpanData> named(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }

    private static String opened(Customer customer, String invoice, String key) {
        return customer.asks()
                .header("Idempotency-Key", key + invoice)
                .body(Map.of("invoice", invoice, "provider", "simulated"))
                .post("/api/v1/payments/checkouts")
                .then()
                .statusCode(201)
                .body("state", equalTo("open"))
                .extract()
                .path("id");
    }

    /** An interim invoice of last month's first days, with the base fee of none but with usage of its own. */
    private String issued(Customer customer) {
        Period current = contracts.period(customer.tenant(), Instant.now());
        Period last = contracts.period(customer.tenant(), current.from().minusSeconds(1));
        customer.subscribedSince(database, last.from());
        customer.used(database, last.from(), 2_500_000_000L);
        var draft = invoices.draft(customer.tenant(), last, last.from().plus(Duration.ofDays(3)), Duration.ZERO)
                .orElseThrow();
        String id = invoices.finalise(draft.id()).id().toString();
        customer.asks().get("/api/v1/invoices").then().body("invoices.id", hasItem(id));
        return id;
    }

    private static JsonPath read(Customer customer, String id) {
        return customer.asks()
                .get("/api/v1/invoices/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(System.getenv("PATH").getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
