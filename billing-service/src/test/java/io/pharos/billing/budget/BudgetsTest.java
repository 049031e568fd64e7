package io.pharos.billing.budget;

import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.pharos.billing.entitlement.Standings;
import io.pharos.billing.suite.BillingEngines;
import io.pharos.billing.suite.Customer;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A budget tells its tenant once, closes what it caps while it is used up, and opens it again. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class BudgetsTest {
    private final Budgets budgets;
    private final Standings standings;
    private final Database database;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    private Customer globex;

    BudgetsTest(Budgets budgets, Standings standings, Database database) {
        this.budgets = budgets;
        this.standings = standings;
        this.database = database;
    }

    @BeforeEach
    void customer() {
        globex = new Customer(router, GLOBEX);
    }

    @Test
    void tellsEachThresholdOnceThroughTheOutbox() {
        globex.meter("told-units", "told_units");
        put("told", "told-units", 10, null).statusCode(200).body("budgets.used", equalTo(List.of("0")));
        globex.tells(List.of(Customer.event("t1", "told_units", 6, Instant.now())));
        budgets.watch();
        budgets.watch();
        assertThat(told("told")).containsExactly("50");
        globex.tells(List.of(Customer.event("t2", "told_units", 6, Instant.now())));
        budgets.watch();
        budgets.watch();
        assertThat(told("told")).containsExactlyInAnyOrder("50", "80", "100");
        globex.asks().delete("/api/v1/usage/budgets/told").then().statusCode(204);
        globex.asks().delete("/api/v1/usage/budgets/told").then().statusCode(404);
    }

    @Test
    void closesAScopeWhileAnyBudgetOfItIsUsedUp() {
        globex.meter("capped-units", "capped_units");
        globex.tells(List.of(Customer.event("c1", "capped_units", 12, Instant.now())));
        put("a-tight", "capped-units", 10, "metrics:write").statusCode(200);
        put("z-wide", "capped-units", 1000, "metrics:write").statusCode(200);
        assertThat(caps()).containsEntry("metrics:write", 0L);
        put("a-tight", "capped-units", 100, "metrics:write").statusCode(200);
        assertThat(caps()).as("taken away in the directory").containsEntry("metrics:write", null);
        put("a-tight", "capped-units", 10, "metrics:read").statusCode(200);
        assertThat(caps()).containsEntry("metrics:write", null).containsEntry("metrics:read", 0L);
        globex.asks().delete("/api/v1/usage/budgets/a-tight").then().statusCode(204);
        assertThat(caps()).containsEntry("metrics:read", null);
        globex.asks().delete("/api/v1/usage/budgets/z-wide").then().statusCode(204);
    }

    @Test
    void refusesWhatCannotBeHeld() {
        put("x", "none", 1, null).statusCode(400).body("code", equalTo("budget.no-such-meter"));
        put("x", "samples", -1, null).statusCode(400);
        put("x", "samples", 1, "billing:read").statusCode(400).body("code", equalTo("budget.malformed"));
        put("x", "samples", 1, "everything").statusCode(400).body("code", equalTo("budget.malformed"));
    }

    private ValidatableResponse put(String code, String meter, int amount, @Nullable String cap) {
        Map<String, Object> body = new HashMap<>(Map.of("meter", meter, "amount", amount));
        if (cap != null) {
            body.put("cap", cap);
        }
        return globex.asks().body(body).put("/api/v1/usage/budgets/" + code).then();
    }

    private Map<String, @Nullable Long> caps() {
        Map<String, @Nullable Long> caps =
                database.query(session -> standings.of(session, GLOBEX)).caps();
        return caps == null ? Map.of() : caps;
    }

    /** The thresholds that the outbox has of a budget; ids of one moment have no order. */
    private List<String> told(String budget) {
        return database.query(session -> session.list(
                "select data ->> 'percent' as percent from outbox where tenant_id = 'globex'"
                        + " and type = 'budget.threshold_reached' and data ->> 'budget' = $1",
                row -> row.getString("percent"),
                budget));
    }
}
