package io.pharos.billing.suite;

import static io.pharos.billing.suite.Customer.event;
import static io.pharos.billing.suite.Customer.with;
import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.pharos.model.Scope;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Usage that tenants tell and read over HTTP. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class UsageApiTest {
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
    void countsEachEventOnce() {
        acme.meter("seats-once", "seats_once");
        var first = event("a1", "seats_once", 2, HOUR);
        assertThat(acme.tells(List.of(first, first, event("a2", "seats_once", "0.5", HOUR.plusSeconds(1)))))
                .containsExactly("stored", "duplicate", "stored");
        assertThat(acme.tells(List.of(first, event("a1", "seats_once", 3, HOUR))))
                .containsExactly("duplicate", "conflict");
        assertThat(acme.quantity("seats-once", HOUR, END)).containsExactly("2.5");
    }

    @Test
    void anIdIsOneEventAtAnyTimeOfIt() {
        acme.meter("seats-moved", "seats_moved");
        assertThat(acme.tells(List.of(event("m1", "seats_moved", 2, HOUR)))).containsExactly("stored");
        assertThat(acme.tells(List.of(event("m1", "seats_moved", 2, HOUR.minus(Duration.ofDays(2))))))
                .containsExactly("conflict");
    }

    @Test
    void tenantsAndClientsHaveIdsOfTheirOwn() {
        acme.meter("seats-own", "seats_own");
        initech.meter("seats-own", "seats_own");
        var same = event("x", "seats_own", 1, HOUR);
        assertThat(acme.tells(List.of(same))).containsExactly("stored");
        assertThat(initech.tells(List.of(same))).containsExactly("stored");
        assertThat(acme.quantity("seats-own", HOUR, END)).containsExactly("1");
        var foreign = with(same, "x", 1);
        foreign.put("subject", "initech");
        assertThat(acme.tells(List.of(foreign))).containsExactly("rejected");
    }

    @Test
    void refusesEventsOneByOneAndSaysWhy() {
        acme.meter("seats-fault", "seats_fault");
        acme.asks()
                .body(List.of(
                        event("f1", "samples", 1, HOUR),
                        event("f2", "seats_fault", -1, HOUR),
                        event("f3", "seats_fault", "many", HOUR),
                        Map.of("id", "f4"),
                        "no event",
                        event("f5", "seats_fault", 1, HOUR)))
                .post("/api/v1/usage")
                .then()
                .statusCode(200)
                .body(
                        "results.status",
                        equalTo(List.of("rejected", "rejected", "rejected", "rejected", "rejected", "stored")))
                .body("results[0].reason", containsString("the suite counts 'samples' itself"))
                .body("results[1].reason", containsString("corrects"))
                .body("stored", equalTo(1))
                .body("notCounted", equalTo(5));
        acme.asks()
                .body("{}")
                .post("/api/v1/usage")
                .then()
                .statusCode(400)
                .body("code", equalTo("usage.malformed-batch"));
    }

    @Test
    void takesBackOnlyWhatTheSameClientTold() {
        acme.meter("seats-back", "seats_back");
        var correction = with(event("c1", "seats_back", -3, HOUR), "corrects", "b1");
        assertThat(acme.tells(List.of(correction))).containsExactly("rejected");
        assertThat(acme.tells(List.of(event("b1", "seats_back", 5, HOUR), correction)))
                .containsExactly("stored", "stored");
        assertThat(acme.tells(List.of(correction))).containsExactly("duplicate");
        assertThat(acme.tells(List.of(with(event("c2", "seats_back", -3, HOUR), "corrects", "b1"))))
                .containsExactly("rejected");
        assertThat(acme.quantity("seats-back", HOUR, END)).containsExactly("2");
    }

    @Test
    void aCorrectionCountsWhereItsEventCounts() {
        acme.meter("seats-there", "seats_there");
        acme.meter("seats-elsewhere", "seats_elsewhere");
        acme.tells(List.of(with(event("w1", "seats_there", 5, HOUR), "user_id", "ann")));
        var later = with(event("w2", "seats_there", -3, Instant.now()), "corrects", "w1");
        assertThat(acme.tells(List.of(with(later, "user_id", "bob")))).containsExactly("stored");
        assertThat(acme.quantity("seats-there", HOUR, END)).containsExactly("2");
        acme.asks()
                .queryParam("meter", "seats-there")
                .queryParam("from", HOUR.toString())
                .queryParam("group_by", "user_id")
                .get("/api/v1/usage")
                .then()
                .body("meters[0].quantities.group.user_id", equalTo(List.of("ann")));
        var another = with(event("w3", "seats_elsewhere", -1, HOUR), "corrects", "w1");
        assertThat(acme.tells(List.of(another))).as("of another resource").containsExactly("rejected");
    }

    @Test
    void setsAsideWhatNothingCountsUntilSomethingDoes() {
        var odd = event("q1", "seats_unknown", 7, HOUR);
        assertThat(acme.tells(List.of(
                        odd, event("q2", "seats_unknown", 7, Instant.now().plusSeconds(3600)))))
                .containsExactly("quarantined", "quarantined");
        List<String> keys = acme.asks()
                .queryParam("reason", "unknown-meter")
                .get("/api/v1/usage/quarantine")
                .then()
                .statusCode(200)
                .body("events.event.id", hasItems("q1"))
                .extract()
                .path("events.findAll { it.event.id == 'q1' }.key");
        initech.asks().get("/api/v1/usage/quarantine").then().body("events.event.id", equalTo(List.of()));
        acme.asks()
                .body(Map.of("keys", keys))
                .post("/api/v1/usage/quarantine/replay")
                .then()
                .body("taken", equalTo(0));
        acme.meter("seats-unknown", "seats_unknown");
        acme.asks()
                .body(Map.of("keys", keys))
                .post("/api/v1/usage/quarantine/replay")
                .then()
                .body("taken", equalTo(1));
        acme.asks()
                .body(Map.of("keys", keys))
                .post("/api/v1/usage/quarantine/replay")
                .then()
                .body("taken", equalTo(0));
        assertThat(acme.tells(List.of(odd))).containsExactly("duplicate");
        assertThat(acme.quantity("seats-unknown", HOUR, END)).containsExactly("7");
    }

    @Test
    void readsUsageByHourAndUser() {
        acme.meter("calls-by-user", "calls_by_user");
        acme.tells(List.of(
                with(event("u1", "calls_by_user", 1, HOUR), "user_id", "ann"),
                with(event("u2", "calls_by_user", 2, HOUR.plusSeconds(60)), "user_id", "bob"),
                with(event("u3", "calls_by_user", 4, END), "user_id", "ann")));
        acme.asks()
                .get("/api/v1/usage?meter=calls-by-user&window=hour&group_by=user_id&from=" + HOUR)
                .then()
                .statusCode(200)
                .body("meters[0].quantities.group.user_id", equalTo(List.of("ann", "bob", "ann")))
                .body("meters[0].quantities.quantity", equalTo(List.of("1", "2", "4")))
                .body("meters[0].quantities.from", equalTo(List.of(HOUR.toString(), HOUR.toString(), END.toString())));
    }

    @Test
    void needsTheScopesAndTheTenantsOwnToken() {
        acme.asks(Scope.METRICS_READ).get("/api/v1/usage").then().statusCode(403);
        acme.asks(Scope.BILLING_READ)
                .body(List.of())
                .post("/api/v1/usage")
                .then()
                .statusCode(403);
        initech.asks().header("X-Tenant-ID", "acme").get("/api/v1/usage").then().statusCode(400);
        acme.asks().get("/api/v1/usage?meter=none").then().statusCode(400).body("code", equalTo("usage.unknown-meter"));
        acme.asks().get("/api/v1/usage?window=week").then().statusCode(400);
        acme.asks().get("/api/v1/usage?time_zone=Mars/Base").then().statusCode(400);
        acme.asks().get("/api/v1/usage?from=2020-01-01T00:00:00Z").then().statusCode(400);
    }
}
