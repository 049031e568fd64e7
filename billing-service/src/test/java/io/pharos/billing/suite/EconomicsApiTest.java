package io.pharos.billing.suite;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.pharos.billing.cost.MeasureJob;
import io.pharos.billing.rollup.Rollup;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Unit economics from books, told costs, and consumption that a real Prometheus measured. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class EconomicsApiTest {
    private static final YearMonth LAST = YearMonth.now(ZoneOffset.UTC).minusMonths(1);

    private final Database database;
    private final MeasureJob measuring;
    private final Rollup rollup;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    private Customer acme;

    EconomicsApiTest(Database database, MeasureJob measuring, Rollup rollup) {
        this.database = database;
        this.measuring = measuring;
        this.rollup = rollup;
    }

    @BeforeEach
    void operator() {
        acme = new Customer(router, ACME);
    }

    @Test
    void theMissionsFiguresComeOutOfTheBooksAndToldCosts() {
        segment("small-business", 39, 64);
        segment("group", 62, 890);
        segment("partner", 85, 350);
        tell(List.of(
                "small-business,acquisition,12480",
                "small-business,service,14080",
                "small-business,other,17280",
                "group,acquisition,130200",
                "group,service,338200",
                "group,other,267000",
                "partner,acquisition,119000",
                "partner,service,52500",
                "partner,other,80500"));

        var answer =
                acme.operator().get("/api/v1/economics?currency=USD").then().statusCode(200);
        expect(answer, "small-business", "1280", "320", "4", "0.22", "0.51");
        expect(answer, "group", "8900", "2100", "4.24", "0.38", "0.32");
        expect(answer, "partner", "3500", "1400", "2.5", "0.15", "0.62");
        answer.body("business.revenue", equalTo("1304000"));

        acme.operator()
                .body(Map.of("currency", "USD", "acquisition", 2, "churn", 2, "mix", Map.of("partner", 3)))
                .post("/api/v1/economics/what-if")
                .then()
                .statusCode(200)
                .body("after.find { it.segment == 'small-business' }.lifetimeValue", equalTo("640"))
                .body("after.find { it.segment == 'small-business' }.acquisitionCost", equalTo("640"))
                .body("netMarginBefore", equalTo("0.4098"))
                .body("netMarginAfter", equalTo("0.4833"));
        acme.operator()
                .get("/api/v1/economics/cohorts?currency=USD&segment=group")
                .then()
                .statusCode(200)
                .body("cohorts.customers", equalTo(List.of(1000, 62)))
                .body("cohorts[0].retention", equalTo(List.of("1", "0.938")));
    }

    @Test
    void aCostThatIsToldAgainTakesThePlaceOfTheOneBefore() {
        acme.operator()
                .body(Map.of("name", "Told"))
                .put("/api/v1/economics/segments/told")
                .then()
                .statusCode(200);
        for (String amount : List.of("10.00", "12.00")) {
            Map<String, Object> cost = Map.of(
                    "month",
                    LAST.toString(),
                    "segment",
                    "told",
                    "kind",
                    "other",
                    "reference",
                    "rent",
                    "amount",
                    amount,
                    "currency",
                    "JOD");
            acme.operator()
                    .body(Map.of("costs", List.of(cost)))
                    .post("/api/v1/economics/costs")
                    .then()
                    .statusCode(200);
        }
        acme.operator()
                .get("/api/v1/economics/costs?currency=JOD")
                .then()
                .body("costs.amount", equalTo(List.of(12.000f)));
        acme.operator()
                .body(Map.of(
                        "costs",
                        List.of(Map.of(
                                "month",
                                "2026-10",
                                "segment",
                                "nobody",
                                "kind",
                                "other",
                                "reference",
                                "r",
                                "amount",
                                1,
                                "currency",
                                "CNY"))))
                .post("/api/v1/economics/costs")
                .then()
                .statusCode(422);
    }

    @Test
    void serviceCostIsWhatWasMeasuredSharedOutByUsage() {
        Instant hour =
                Instant.now().minusSeconds(120).truncatedTo(ChronoUnit.HOURS).minus(2, ChronoUnit.HOURS);
        used(ACME, hour, 3);
        used(INITECH, hour, 1);
        rollup.run();
        pool("cpu", "sum(vector(8))", "notifications", hour);
        pool("memory", "no_such_metric", "notifications", hour);
        measuring.run();

        String window = "/api/v1/economics/service-costs?currency=EUR&months=2&month=" + YearMonth.now(ZoneOffset.UTC);
        acme.operator()
                .get(window)
                .then()
                .statusCode(200)
                .body("tenants.acme", equalTo("3"))
                .body("tenants.initech", equalTo("1"))
                .body("nobodys", equalTo("4"))
                .body("missing", hasItem("of pool 'memory' only 0 of 2 hours were measured"))
                .body("missing", hasItem(containsString("nothing was measured before")));
        acme.operator()
                .body(Map.of("name", "Measured", "tenants", List.of("globex")))
                .put("/api/v1/economics/segments/measured")
                .then()
                .statusCode(200);
        acme.operator()
                .get("/api/v1/economics?currency=EUR")
                .then()
                .body("segments.find { it.segment == 'measured' }.serviceCostShare", nullValue())
                .body(
                        "segments.find { it.segment == 'measured' }.missing",
                        hasItem("the cost of service was neither told nor measured throughout"));
        acme.operator().delete("/api/v1/economics/pools/memory").then().statusCode(204);
        acme.operator()
                .body(Map.of("name", "x", "query", "sum(", "price", 1, "currency", "EUR", "sharedBy", "samples"))
                .put("/api/v1/economics/pools/broken")
                .then()
                .statusCode(400)
                .body("detail", containsString("no PromQL"));
    }

    @Test
    void itIsForTheOperatorAlone() {
        acme.asks().get("/api/v1/economics").then().statusCode(403);
        acme.asks().get("/api/v1/economics/service-costs").then().statusCode(403);
        acme.operator()
                .get("/api/v1/economics/compliance-return?volume=420000000&before=2.4&after=1.9")
                .then()
                .statusCode(200)
                .body("saved", equalTo("2100000"));
    }

    private static void expect(
            ValidatableResponse answer,
            String segment,
            String ltv,
            String cac,
            String ratio,
            String serviceShare,
            String margin) {
        String of = "segments.find { it.segment == '" + segment + "' }.";
        answer.body(of + "lifetimeValue", equalTo(ltv))
                .body(of + "acquisitionCost", equalTo(cac))
                .body(of + "valueOverCost", equalTo(ratio))
                .body(of + "serviceCostShare", equalTo(serviceShare))
                .body(of + "netMargin", equalTo(margin))
                .body(of + "missing", equalTo(List.of()));
    }

    /** A thousand customers in each of two months, of which some left and as many came; each pays so much. */
    private void segment(String code, int moved, int pays) {
        earned(code, LAST.minusMonths(1), 1 + moved, 1000 + moved, pays);
        earned(code, LAST, 1, 1000, pays);
        List<String> members = IntStream.rangeClosed(1, 1000 + moved)
                .mapToObj(n -> code + "-" + n)
                .toList();
        acme.operator()
                .body(Map.of("name", code, "tenants", members))
                .put("/api/v1/economics/segments/" + code)
                .then()
                .statusCode(200);
    }

    private void earned(String code, YearMonth month, int from, int to, int pays) {
        Instant booked = month.atDay(15).atStartOfDay().toInstant(ZoneOffset.UTC);
        database.transact(session -> session.change("""
                with booked as (
                    insert into ledger_movement (tenant_id, kind, reference, booked_at)
                    select $1 || '-' || n, 'invoice.issued', $2, $3 from generate_series($4::int, $5::int) n
                    returning id, tenant_id
                )
                insert into ledger_entry (movement_id, tenant_id, account, currency, amount_minor)
                select id, tenant_id, account, 'USD', sign * $6::bigint
                from booked cross join (values ('receivable', 1), ('revenue', -1)) as sides (account, sign)
                """, code, month.toString(), booked, from, to, pays * 100L));
    }

    private void tell(List<String> costs) {
        StringBuilder csv = new StringBuilder("month,segment,kind,reference,amount,currency,note\n");
        for (String cost : costs) {
            String[] cells = cost.split(",");
            csv.append(String.join(",", LAST.toString(), cells[0], cells[1], "all", cells[2], "USD", ""))
                    .append("\n");
        }
        acme.operator()
                .contentType("text/csv")
                .body(csv.toString())
                .post("/api/v1/economics/costs")
                .then()
                .statusCode(200)
                .body("told", equalTo(costs.size()));
    }

    private void pool(String code, String query, String sharedBy, Instant since) {
        Map<String, Object> pool = Map.of(
                "name",
                code,
                "query",
                query,
                "price",
                new BigDecimal("0.5"),
                "currency",
                "EUR",
                "sharedBy",
                sharedBy,
                "since",
                since);
        acme.operator().body(pool).put("/api/v1/economics/pools/" + code).then().statusCode(200);
    }

    private void used(TenantId tenant, Instant hour, int quantity) {
        new Customer(router, tenant).used(database, hour, "notifications", quantity);
    }
}
