package io.pharos.billing.suite;

import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.pharos.billing.invoicing.Contracts;
import io.pharos.billing.subscription.Part;
import io.pharos.billing.subscription.Subscriptions;
import io.pharos.billing.track.Tracks;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A migration of rating from shadow to roll-back, over HTTP. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class TracksApiTest {
    private static final String DEARER = """
            plan: dearer
            version: 1
            currency: CNY
            time_zone: Asia/Shanghai
            taxes:
              services: {category: s, rate: 6}
            fees:
              - {code: base, name: Base fee, amount: 777, tax: services}
            charges:
              - {code: samples, name: Samples, meter: samples, price: {per_unit: {unit: 0.001}}, tax: services}
            """;

    private final Tracks tracks;
    private final Subscriptions subscriptions;
    private final Contracts contracts;
    private final Database database;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    private Customer globex;

    TracksApiTest(Tracks tracks, Subscriptions subscriptions, Contracts contracts, Database database) {
        this.tracks = tracks;
        this.subscriptions = subscriptions;
        this.contracts = contracts;
        this.database = database;
    }

    @BeforeEach
    void customer() {
        globex = new Customer(router, GLOBEX);
    }

    @Test
    void aTenantIsRampedAndTakenBackWithOneWayCountingForEachPeriod() {
        String path = "/api/v1/billing/tracks/same-prices";
        globex.subscribedSince(database, Instant.now().minus(Duration.ofDays(70)));
        globex.operator()
                .body(Map.of("plan", "standard", "version", 1, "percent", 0, "cleanPeriods", 1))
                .put(path)
                .then()
                .statusCode(200);
        globex.operator()
                .body(Map.of("tenants", List.of("globex")))
                .post(path + "/tenants")
                .then()
                .statusCode(200)
                .body("state", equalTo(List.of("legacy")));
        promote(path, "shadow");
        promote(path, "shadow");
        globex.operator()
                .post(path + "/compare")
                .then()
                .statusCode(200)
                .body("comparisons.unexplained", equalTo(List.of(0)))
                .body("tenants.cleanPeriods", equalTo(List.of(1)));
        promote(path, "compared");
        promote(path, "compared");
        Part part = subscriptions.lastWhole(GLOBEX, 1).getFirst();
        assertThat(tracks.parts(GLOBEX, part.period().whole())).hasSize(1);
        globex.operator()
                .body(Map.of("plan", "standard", "version", 1, "percent", 100, "cleanPeriods", 1))
                .put(path)
                .then()
                .statusCode(200);
        promote(path, "canary");
        assertThat(tracks.parts(GLOBEX, part.period().whole())).hasSize(1);
        assertThat(engine(part)).as("recorded before the step").isEqualTo("old");
        Part earlier = subscriptions.lastWhole(GLOBEX, 2).getLast();
        Instant within = earlier.period().whole().from();
        assertThat(contracts.expected(GLOBEX, within)).isPresent();
        assertThat(engine(earlier)).as("a preview records nothing").isEmpty();
        assertThat(contracts.of(GLOBEX, within)).isPresent();
        globex.operator().post(path + "/roll-back").then().body("state", equalTo(List.of("legacy")));
        assertThat(contracts.of(GLOBEX, within)).isPresent();
        assertThat(engine(earlier))
                .as("billed by the new way, and never by two")
                .isEqualTo("new");
        globex.asks().get(path).then().statusCode(403);
        globex.operator().get("/api/v1/billing/tracks/none").then().statusCode(404);
        database.query(s -> s.change("delete from subscription where tenant_id = 'globex' and created_by = 'test'"));
    }

    @Test
    void whatABudgetWatchesIsRatedByTheWayThatWillCount() {
        String path = "/api/v1/billing/tracks/dearer";
        globex.subscribedSince(database, Instant.now().minus(Duration.ofDays(70)));
        globex.operator().contentType("text/plain").body(DEARER).post("/api/v1/plans");
        for (String step : List.of("shadow", "publish")) {
            globex.operator().post("/api/v1/plans/dearer/1/" + step).then().statusCode(200);
        }
        globex.operator()
                .body(Map.of("plan", "dearer", "version", 1, "percent", 100, "cleanPeriods", 1))
                .put(path)
                .then()
                .statusCode(200);
        globex.operator().body(Map.of("tenants", List.of("globex"))).post(path + "/tenants");
        globex.asks().body(Map.of("amount", 100_000)).put("/api/v1/usage/budgets/bill");
        assertThat(baseFee()).isEqualTo("680.00");
        database.query(s -> s.change("update track_tenant set state = 'canary' where track = 'dearer'"));
        assertThat(baseFee()).isEqualTo("777.00");
        String subtotal = globex.asks().get("/api/v1/subscriptions/estimate").path("subtotal");
        globex.asks()
                .get("/api/v1/usage/budgets")
                .then()
                .body("budgets.find { it.code == 'bill' }.used", equalTo(plain(subtotal)));
        globex.operator().post(path + "/roll-back").then().statusCode(200);
        assertThat(baseFee()).isEqualTo("680.00");
        globex.asks().delete("/api/v1/usage/budgets/bill");
    }

    private String baseFee() {
        return globex.asks().get("/api/v1/subscriptions/estimate").path("lines.find { it.code == 'base' }.amount");
    }

    private static String plain(String amount) {
        return new BigDecimal(amount).stripTrailingZeros().toPlainString();
    }

    private void promote(String path, String state) {
        globex.operator().post(path + "/promote").then().statusCode(200).body("state", equalTo(List.of(state)));
    }

    private String engine(Part part) {
        return database.query(s -> s.first(
                        "select engine from billing_authority where tenant_id = 'globex' and period_from = $1",
                        row -> row.getString("engine"),
                        part.period().whole().from())
                .orElse(""));
    }
}
