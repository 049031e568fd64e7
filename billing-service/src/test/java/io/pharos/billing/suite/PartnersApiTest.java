package io.pharos.billing.suite;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reseller sees its own customers and nobody else's, and earns its part of what they pay. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class PartnersApiTest {
    private static final YearMonth LAST = YearMonth.now(ZoneOffset.UTC).minusMonths(1);
    private static final AtomicInteger SEQUENCE = new AtomicInteger();

    private final Database database;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    private Customer acme;

    PartnersApiTest(Database database) {
        this.database = database;
    }

    @BeforeEach
    void partner() {
        acme = new Customer(router, ACME);
        Map<String, Object> share =
                Map.of("kind", "tiered", "tiers", List.of(Map.of("upTo", 1000, "percent", 10), Map.of("percent", 20)));
        acme.operator()
                .body(Map.of("name", "Acme Resale", "share", share, "from", "2020-01"))
                .put("/api/v1/billing/partners/acme")
                .then()
                .statusCode(200);
    }

    @Test
    void aTenantBecomesACustomerByAcceptingTheCodeAndIsSeenByItsPartnerAlone() {
        String code = acme.asks()
                .post("/api/v1/partners/invitations")
                .then()
                .statusCode(201)
                .extract()
                .path("code");
        Customer initech = new Customer(router, INITECH);
        initech.asks()
                .body(Map.of("code", "not-it"))
                .post("/api/v1/partners/acceptance")
                .then()
                .statusCode(404);
        acme.asks()
                .body(Map.of("code", code))
                .post("/api/v1/partners/acceptance")
                .then()
                .statusCode(404);
        initech.asks()
                .body(Map.of("code", code))
                .post("/api/v1/partners/acceptance")
                .then()
                .statusCode(200)
                .body("partner", equalTo("acme"));
        initech.asks()
                .body(Map.of("code", code))
                .post("/api/v1/partners/acceptance")
                .then()
                .statusCode(404);

        acme.asks().get("/api/v1/partners/customers").then().body("customers.tenant", hasItem("initech"));
        for (String what : List.of("invoices", "usage?from=2026-10-01T00:00:00Z&to=2026-10-02T00:00:00Z")) {
            acme.asks().get(of("initech", what)).then().statusCode(200);
            acme.asks()
                    .get(of("globex", what))
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("partner.no-such-customer"));
            acme.asks()
                    .get(of("nobody", what))
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("partner.no-such-customer"));
            acme.asks(Scope.BILLING_READ).get(of("initech", what)).then().statusCode(403);
            initech.asks().get(of("acme", what)).then().statusCode(403).body("code", equalTo("partner.not-a-partner"));
        }
        UUID foreign = invoice(GLOBEX, LAST, "NOK", 5_000);
        acme.asks().get(of("initech", "invoices/" + foreign)).then().statusCode(404);
        acme.operator()
                .delete("/api/v1/billing/partners/acme/customers/initech")
                .then()
                .statusCode(204);
        acme.asks().get(of("initech", "invoices")).then().statusCode(404);
    }

    @Test
    void aKeyIsHeldToSomeOfTheCustomers() {
        join(GLOBEX);
        acme.asks()
                .body(Map.of("customers", List.of("initech")))
                .put("/api/v1/partners/keys/shop-portal")
                .then()
                .statusCode(200)
                .body("keys.client", hasItem("shop-portal"));

        portal().get("/api/v1/partners/customers")
                .then()
                .statusCode(200)
                .body("customers.tenant", not(hasItem("globex")));
        portal().get(of("globex", "invoices")).then().statusCode(404);
        portal().get("/api/v1/partners/statements").then().statusCode(403).body("code", equalTo("partner.held-key"));
        portal().delete("/api/v1/partners/keys/shop-portal").then().statusCode(403);
        acme.asks().get(of("globex", "invoices")).then().statusCode(200);
        acme.asks().delete("/api/v1/partners/keys/shop-portal").then().statusCode(204);
        portal().get(of("globex", "invoices")).then().statusCode(200);
        leave(GLOBEX);
    }

    @Test
    void sharesAreStatedBookedReducedByCreditNotesAndPaidOut() {
        join(INITECH);
        database.transact(session -> session.change(
                "update partner_customer set from_at = '2020-01-01' where partner = 'acme' and tenant_id = 'initech'"
                        + " and until_at = 'infinity'"));
        UUID first = invoice(INITECH, LAST.minusMonths(1), "GBP", 150_000);
        state(LAST.minusMonths(1));
        credit(INITECH, first, LAST, 100_000);
        invoice(INITECH, LAST, "GBP", 10_000);
        state(LAST);
        state(LAST);

        acme.asks()
                .get("/api/v1/partners/statements")
                .then()
                .statusCode(200)
                .body("statements.findAll { it.currency == 'GBP' }.total", equalTo(List.of("-140.00", "200.00")))
                .body(
                        "statements.find { it.currency == 'GBP' }.content.lines.correction",
                        equalTo(List.of(true, false)));
        acme.asks().get("/api/v1/partners/statements.csv").then().body(containsString("less stated 200.00 GBP"));
        owed("60.00");
        List<String> told = database.query(session -> session.list(
                "select data ->> 'number' as number from outbox where tenant_id = 'acme' and type = 'partner.stated'",
                row -> row.getString("number")));
        assertThat(told).contains(LAST + " GBP");
        acme.operator()
                .body(Map.of("amount", 60.01, "currency", "GBP", "reference", "bank-1"))
                .post("/api/v1/billing/partners/acme/payouts")
                .then()
                .statusCode(409);
        acme.operator()
                .body(Map.of("amount", 60, "currency", "GBP", "reference", "bank-1"))
                .post("/api/v1/billing/partners/acme/payouts")
                .then()
                .statusCode(200)
                .body("owed", equalTo("0.00 GBP"));
        acme.operator()
                .body(Map.of("amount", 1, "currency", "GBP", "reference", "bank-1"))
                .post("/api/v1/billing/partners/acme/payouts")
                .then()
                .statusCode(409)
                .body("code", equalTo("partner.paid-before"));
        acme.operator()
                .get("/api/v1/economics?currency=GBP&month=" + LAST + "&months=2")
                .then()
                .body("business.revenueThroughPartners", equalTo("1"))
                .body("business.partnerShare", equalTo("0.1"));
        leave(INITECH);
    }

    private void join(TenantId customer) {
        acme.operator()
                .put("/api/v1/billing/partners/acme/customers/" + customer)
                .then()
                .statusCode(204);
        acme.operator()
                .put("/api/v1/billing/partners/acme/customers/" + customer)
                .then()
                .statusCode(409);
    }

    private void leave(TenantId customer) {
        acme.operator()
                .delete("/api/v1/billing/partners/acme/customers/" + customer)
                .then()
                .statusCode(204);
    }

    private void state(YearMonth month) {
        acme.operator()
                .body(Map.of("month", month.toString()))
                .post("/api/v1/billing/partners/statements")
                .then()
                .statusCode(200);
    }

    private void owed(String amount) {
        String owed = database.query(session -> session.first(
                        "select (-sum(amount_minor) / 100.0)::numeric(12, 2)::text as owed from ledger_entry"
                                + " where tenant_id = 'acme' and account = 'partner_payable' and currency = 'GBP'",
                        row -> row.getString("owed"))
                .orElseThrow());
        assertThat(owed).isEqualTo(amount);
    }

    /** A client of the partner's with a name of its own. */
    private RequestSpecification portal() {
        Map<String, Object> claims = router.issuer().tenantClaims(ACME, Role.ADMIN, Scope.PARTNERS);
        claims.put("client_id", "shop-portal");
        return RestAssured.given()
                .contentType(ContentType.JSON)
                .header("X-Tenant-ID", "acme")
                .header("Authorization", "Bearer " + router.issuer().sign(claims));
    }

    /** An invoice as it lies in the tables when it was issued in a month. */
    private UUID invoice(TenantId tenant, YearMonth month, String currency, long minor) {
        UUID id = UUID.randomUUID();
        Instant issued = month.atDay(3).atStartOfDay().toInstant(ZoneOffset.UTC);
        database.transact(session ->
                session.change("""
                insert into invoice (id, tenant_id, seller, currency, period_from, period_to, billed_until, state, sequence,
                    issued_at, due_on, as_of, net_minor, tax_minor)
                values ($1, $2, 'PARTNER-TEST', $6, $4::timestamptz - interval '30 days', $4, $4, 'finalised', $5, $4,
                    '2100-01-01', $4, $3, 0)
                """, id, tenant.value(), minor, issued, (long) SEQUENCE.incrementAndGet(), currency));
        book(tenant, id, month, "invoice.issued", currency, -minor);
        return id;
    }

    private void credit(TenantId tenant, UUID invoice, YearMonth month, long minor) {
        book(tenant, invoice, month, "credit-note.issued", "GBP", minor);
    }

    private void book(TenantId tenant, UUID invoice, YearMonth month, String kind, String currency, long revenue) {
        database.transact(session -> session.change(
                """
                with booked as (
                    insert into ledger_movement (tenant_id, kind, reference, booked_at) values ($1, $2, $3, $4) returning id
                )
                insert into ledger_entry (movement_id, tenant_id, account, currency, amount_minor, invoice_id)
                select id, $1, account, $7, sign * $5::bigint, $6
                from booked cross join (values ('receivable', -1), ('revenue', 1)) as sides (account, sign)
                """,
                tenant.value(),
                kind,
                invoice.toString(),
                month.atDay(4).atStartOfDay().toInstant(ZoneOffset.UTC),
                revenue,
                invoice,
                currency));
    }

    private static String of(String customer, String what) {
        return "/api/v1/partners/customers/" + customer + "/" + what;
    }
}
