package io.pharos.billing.suite;

import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.pharos.billing.subscription.Part;
import io.pharos.billing.subscription.Subscriptions;
import io.pharos.billing.track.Tracks;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A migration of rating from shadow to roll-back, and budgets, over HTTP. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class TracksApiTest {
    private final Tracks tracks;
    private final Subscriptions subscriptions;
    private final Database database;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    private Customer globex;

    TracksApiTest(Tracks tracks, Subscriptions subscriptions, Database database) {
        this.tracks = tracks;
        this.subscriptions = subscriptions;
        this.database = database;
    }

    @BeforeEach
    void customer() {
        globex = new Customer(router, GLOBEX);
    }

    @Test
    void aTenantIsRampedAndTakenBackWithOneWayCountingForEachPeriod() {
        String path = "/api/v1/billing/tracks/same-prices";
        database.query(s -> s.change("insert into subscription (tenant_id, from_at, plan, version, created_by)"
                + " values ('globex', now() - interval '70 days', 'standard', 1, 'test')"));
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
        globex.operator().post(path + "/roll-back").then().body("state", equalTo(List.of("legacy")));
        globex.asks().get(path).then().statusCode(403);
        globex.operator().get("/api/v1/billing/tracks/none").then().statusCode(404);
        database.query(s -> s.change("delete from subscription where tenant_id = 'globex' and created_by = 'test'"));
    }

    @Test
    void budgetsTellOnceAndCapWhatIsUsedUp() {
        globex.meter("budgeted", "budgeted");
        globex.asks()
                .body(Map.of("meter", "budgeted", "amount", 10, "cap", "budgeted"))
                .put("/api/v1/usage/budgets/tight")
                .then()
                .statusCode(200)
                .body("budgets.used", equalTo(List.of("0")));
        globex.tells(List.of(Customer.event("bu1", "budgeted", 12, Instant.now())));
        globex.asks().get("/api/v1/usage/budgets").then().body("budgets.used", equalTo(List.of("12")));
        globex.asks()
                .body(Map.of("meter", "none", "amount", 1))
                .put("/api/v1/usage/budgets/x")
                .then()
                .statusCode(400);
        globex.asks()
                .body(Map.of("amount", -1))
                .put("/api/v1/usage/budgets/x")
                .then()
                .statusCode(400);
        globex.asks().delete("/api/v1/usage/budgets/tight").then().statusCode(204);
        globex.asks().delete("/api/v1/usage/budgets/tight").then().statusCode(404);
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
