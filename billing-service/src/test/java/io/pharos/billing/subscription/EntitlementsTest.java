package io.pharos.billing.subscription;

import static io.pharos.tenancy.testing.Tenants.HOOLI;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.billing.entitlement.Standing;
import io.pharos.billing.entitlement.Standings;
import io.pharos.billing.suite.BillingEngines;
import io.pharos.billing.suite.Customer;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a plan grants is in the directory from when it begins. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class EntitlementsTest {
    private final Entitlements entitlements;
    private final Standings standings;
    private final Database database;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    EntitlementsTest(Entitlements entitlements, Standings standings, Database database) {
        this.entitlements = entitlements;
        this.standings = standings;
        this.database = database;
    }

    @Test
    void aPlanGrantsFromTheMomentInWhichItBegins() {
        Customer hooli = new Customer(router, HOOLI);
        hooli.asks().get("/api/v1/subscriptions").then().statusCode(200);
        entitlements.run();
        assertThat(standing().plan()).as("the plan that ships grants nothing").isNull();
        publish(hooli, """
                plan: granting
                version: 1
                currency: CNY
                time_zone: Asia/Shanghai
                taxes: {services: {category: s, rate: 6}}
                fees: [{code: base, name: Base fee, amount: 5000, tax: services}]
                charges: []
                features: [query.cache]
                caps: {query.samples-per-day: 500}
                """);
        hooli.asks()
                .body(Map.of("plan", "granting", "version", 1))
                .post("/api/v1/subscriptions")
                .then()
                .statusCode(200);
        entitlements.run();
        assertThat(standing().plan()).isEqualTo("granting");
        assertThat(standing().features()).containsExactly("query.cache");
        assertThat(standing().caps()).isEqualTo(Map.of("query.samples-per-day", 500L));
    }

    private Standing standing() {
        return database.query(session -> standings.of(session, HOOLI));
    }

    private static void publish(Customer customer, String yaml) {
        customer.operator()
                .contentType("text/plain")
                .body(yaml)
                .post("/api/v1/plans")
                .then()
                .statusCode(201);
        customer.operator().post("/api/v1/plans/granting/1/shadow").then().statusCode(200);
        customer.operator().post("/api/v1/plans/granting/1/publish").then().statusCode(200);
    }
}
