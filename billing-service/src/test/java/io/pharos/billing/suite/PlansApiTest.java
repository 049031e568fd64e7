package io.pharos.billing.suite;

import static io.pharos.billing.suite.Customer.event;
import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.pharos.billing.money.Money;
import io.pharos.billing.wallet.Drawdown;
import io.pharos.billing.wallet.Wallets;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plans, subscriptions, credit and capacity over HTTP. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class PlansApiTest {
    private final Wallets wallets;
    private final Database database;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    private Customer acme;

    @SuppressWarnings("NullAway.Init")
    private Customer initech;

    PlansApiTest(Wallets wallets, Database database) {
        this.wallets = wallets;
        this.database = database;
    }

    @BeforeEach
    void customers() {
        acme = new Customer(router, ACME);
        initech = new Customer(router, INITECH);
    }

    @Test
    void aPlanIsPricedOnPastUsageBeforeItIsPublishedAndNeverChangesAfter() {
        String draft = plan("gold", 1, "900", "0.5");
        write(draft).then().statusCode(201).body("state", equalTo("draft"));
        write(plan("gold", 1, "1000", "0.5")).then().statusCode(201);
        write(draft.replace("charges:", "chargez:")).then().statusCode(400).body("detail", containsString("line "));
        acme.operator()
                .post("/api/v1/plans/gold/1/publish")
                .then()
                .statusCode(409)
                .body("code", equalTo("plan.not-shadowed"));
        change(acme, "gold", 1).then().statusCode(404);
        acme.operator()
                .post("/api/v1/plans/gold/1/shadow")
                .then()
                .statusCode(200)
                .body("cliffs.charge", equalTo(List.of("reports")));
        acme.operator()
                .post("/api/v1/plans/gold/1/publish")
                .then()
                .statusCode(200)
                .body("state", equalTo("published"));
        write(draft).then().statusCode(409).body("code", equalTo("plan.published"));
        acme.operator().get("/api/v1/plans/gold/1").then().body("yaml", containsString("1000"));
        acme.operator().get("/api/v1/plans").then().body("plans.plan", hasItems("standard", "gold"));
        acme.asks().get("/api/v1/plans").then().statusCode(403);
    }

    @Test
    void aDearerPlanBeginsAtOnceAndACheaperOneWithTheNextPeriod() {
        publish(plan("silver", 1, "800", "0.4"));
        publish(plan("bronze", 1, "700", "0.4"));
        initech.asks().get("/api/v1/subscriptions").then().body("subscriptions.plan", equalTo(List.of("standard")));
        change(initech, "silver", 1).then().statusCode(200).body("plan", equalTo("silver"));
        initech.asks()
                .get("/api/v1/subscriptions")
                .then()
                .body("subscriptions.plan", equalTo(List.of("standard", "silver")));
        initech.asks()
                .get("/api/v1/subscriptions/estimate")
                .then()
                .statusCode(200)
                .body("currency", equalTo("CNY"))
                .body("lines.findAll { it.code == 'base' }.size()", equalTo(2))
                .body("lines.arithmetic", hasItem(containsString("800 × ")));
        Instant next = Instant.parse(
                change(initech, "bronze", 1).then().statusCode(200).extract().path("from"));
        assertThat(next).isAfter(Instant.now());
        initech.asks()
                .get("/api/v1/subscriptions")
                .then()
                .body("subscriptions.plan", equalTo(List.of("standard", "silver", "bronze")));
        change(initech, "silver", 1).then().statusCode(409).body("code", equalTo("subscription.same-plan"));
        change(initech, "bronze", 1).then().statusCode(200);
        initech.asks().get("/api/v1/subscriptions").then().body("subscriptions.size()", equalTo(3));
    }

    @Test
    void aCouponIsRedeemedOnceAndTakenOffTheEstimate() {
        Map<String, Object> coupon = Map.of(
                "code",
                "HALF-OFF",
                "percent",
                50,
                "validUntil",
                Instant.now().plusSeconds(3600),
                "periods",
                2,
                "redemptions",
                1);
        acme.operator().body(coupon).post("/api/v1/billing/coupons").then().statusCode(201);
        acme.operator().body(coupon).post("/api/v1/billing/coupons").then().statusCode(409);
        acme.asks()
                .body(Map.of("code", "HALF-OFF"))
                .post("/api/v1/subscriptions/coupons")
                .then()
                .statusCode(200);
        acme.asks()
                .body(Map.of("code", "HALF-OFF"))
                .post("/api/v1/subscriptions/coupons")
                .then()
                .statusCode(404);
        initech.asks()
                .body(Map.of("code", "HALF-OFF"))
                .post("/api/v1/subscriptions/coupons")
                .then()
                .statusCode(404);
        acme.asks().get("/api/v1/subscriptions/estimate").then().body("discount", not(equalTo("0.00")));
    }

    @Test
    void noMoreIsLeasedThanIsSpareHoweverManyAsk() throws Exception {
        offer("burst", 10);
        Instant until = Instant.now().plusSeconds(3600);
        List<Callable<Integer>> asking = IntStream.range(0, 12)
                .<Callable<Integer>>mapToObj(i -> () -> lease(i % 2 == 0 ? acme : initech, "burst", 2, until, "k" + i)
                        .statusCode())
                .toList();
        try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
            List<Integer> answers =
                    pool.invokeAll(asking).stream().map(Future::resultNow).toList();
            assertThat(answers.stream().filter(a -> a == 201).count()).isEqualTo(5);
            assertThat(answers.stream().filter(a -> a == 409).count()).isEqualTo(7);
        }
        acme.asks().get("/api/v1/capacity").then().body("offers.find { it.code == 'burst' }.free", equalTo("0"));
        assertThat(database.<Long>query(s -> s.first(
                                "select count(*) as n from outbox where type = 'capacity.activated'"
                                        + " and data ->> 'offer' = 'burst'",
                                row -> row.getLong("n"))
                        .orElse(0L)))
                .isEqualTo(5);
    }

    @Test
    void aLeaseIsBilledWhenItBeginsAndOnceForAKey() {
        offer("once", 10);
        Instant until = Instant.now().plusSeconds(7000).truncatedTo(ChronoUnit.SECONDS);
        String first = lease(acme, "once", 2, until, "same")
                .then()
                .statusCode(201)
                .body("state", equalTo("active"))
                .extract()
                .path("id");
        String again = lease(acme, "once", 2, until, "same")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(again).isEqualTo(first);
        acme.asks()
                .get("/api/v1/subscriptions/estimate")
                .then()
                .body("lines.find { it.code == 'capacity' }.arithmetic", containsString("amounts of the events"));
        acme.asks()
                .body(Map.of("quantity", 2, "from", Instant.now().plusSeconds(600), "until", until))
                .post("/api/v1/capacity/once/leases")
                .then()
                .statusCode(201)
                .body("state", equalTo("reserved"));
        String reserved = acme.asks()
                .get("/api/v1/capacity/leases")
                .then()
                .extract()
                .path("leases.find { it.state == 'reserved' && it.offer == 'once' }.id");
        initech.asks().delete("/api/v1/capacity/leases/" + reserved).then().statusCode(404);
        acme.asks().delete("/api/v1/capacity/leases/" + reserved).then().statusCode(204);
        acme.asks().delete("/api/v1/capacity/leases/" + first).then().statusCode(404);
        lease(acme, "once", 100, until, "many").then().statusCode(409);
        lease(acme, "nothing", 1, until, "none").then().statusCode(404);
    }

    @Test
    void walletsPayInTheirOrderAndOnceForAReference() {
        grant("5.00", 2);
        grant("3.00", 1);
        Money due = new Money(600, Currency.getInstance("CNY"));
        Drawdown first = draw(due, "invoice-1");
        assertThat(first.drawn().minor()).isEqualTo(600);
        assertThat(first.parts().getFirst().drawn().minor()).isEqualTo(300);
        assertThat(draw(due, "invoice-1").drawn().minor()).isEqualTo(600);
        assertThat(draw(due, "invoice-2").open().minor()).isEqualTo(400);
        initech.asks()
                .get("/api/v1/credits")
                .then()
                .statusCode(200)
                .body("wallets.balance", equalTo(List.of("0.00", "0.00")));
        acme.asks().get("/api/v1/credits").then().body("wallets", equalTo(List.of()));
        acme.operator()
                .body(Map.of("tenant", "initech", "amount", "-1", "currency", "CNY"))
                .post("/api/v1/billing/credits")
                .then()
                .statusCode(400);
    }

    @Test
    void whatWasUsedIsOnTheEstimateWithItsArithmetic() {
        acme.meter("estimated", "estimated");
        acme.tells(List.of(event("e1", "estimated", 1, Instant.now())));
        acme.asks()
                .get("/api/v1/subscriptions/estimate")
                .then()
                .statusCode(200)
                .body("lines.code", hasItems("base", "samples", "queries"))
                .body("lines.find { it.code == 'base' }.amount", equalTo(base()));
    }

    private String base() {
        return acme.asks()
                .get("/api/v1/subscriptions/estimate")
                .then()
                .extract()
                .path("lines.find { it.code == 'base' }.amount");
    }

    private Drawdown draw(Money due, String reference) {
        return database.transact(s -> wallets.draw(s, INITECH, due, reference));
    }

    private void grant(String amount, int priority) {
        Map<String, Object> body =
                Map.of("tenant", "initech", "amount", amount, "currency", "CNY", "priority", priority);
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            acme.operator()
                    .header("Idempotency-Key", key)
                    .body(body)
                    .post("/api/v1/billing/credits")
                    .then()
                    .statusCode(201);
        }
    }

    private void offer(String code, int stock) {
        acme.operator()
                .body(Map.of(
                        "name",
                        code,
                        "unit",
                        "GB",
                        "stock",
                        stock,
                        "price",
                        "0.35",
                        "currency",
                        "CNY",
                        "priceFor",
                        "PT1H",
                        "longest",
                        "PT3H"))
                .put("/api/v1/billing/capacity/" + code)
                .then()
                .statusCode(200);
    }

    private static Response lease(Customer customer, String offer, int quantity, Instant until, String key) {
        return customer.asks()
                .header("Idempotency-Key", key)
                .body(Map.of("quantity", quantity, "until", until))
                .post("/api/v1/capacity/" + offer + "/leases");
    }

    private static Response change(Customer customer, String plan, int version) {
        return customer.asks().body(Map.of("plan", plan, "version", version)).post("/api/v1/subscriptions");
    }

    private Response write(String yaml) {
        return acme.operator().contentType("text/plain").body(yaml).post("/api/v1/plans");
    }

    private void publish(String yaml) {
        String plan = write(yaml).then().statusCode(201).extract().path("plan");
        acme.operator().post("/api/v1/plans/" + plan + "/1/shadow").then().statusCode(200);
        acme.operator().post("/api/v1/plans/" + plan + "/1/publish").then().statusCode(200);
    }

    private static String plan(String name, int version, String fee, String unit) {
        return """
                plan: %s
                version: %d
                currency: CNY
                time_zone: Asia/Shanghai
                taxes:
                  services: {category: s, rate: 6}
                fees:
                  - {code: base, name: Base fee, amount: %s, tax: services}
                charges:
                  - code: samples
                    name: Samples
                    meter: samples
                    quantity:
                      - divide: 1000000
                    price:
                      per_unit: {unit: %s}
                    tax: services
                  - code: reports
                    name: Reports
                    meter: reports
                    price:
                      volume:
                        tiers:
                          - {up_to: 100, unit: 1.20}
                          - {unit: 0.80}
                    tax: services
                """.formatted(name, version, fee, unit);
    }
}
