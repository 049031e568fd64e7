package io.pharos.billing.suite;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.pharos.billing.invoicing.Contracts;
import io.pharos.billing.invoicing.Invoices;
import io.pharos.billing.period.Period;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.pgclient.PgException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of an invoice over the API: drafted, issued, disputed, paid in parts, credited, refunded, and balanced. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class InvoiceWalkTest {
    private static final AtomicInteger DAYS = new AtomicInteger(1);

    private final Database database;
    private final Contracts contracts;
    private final Invoices invoices;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    private Customer acme;

    InvoiceWalkTest(Database database, Contracts contracts, Invoices invoices) {
        this.database = database;
        this.contracts = contracts;
        this.invoices = invoices;
    }

    @BeforeEach
    void customer() {
        acme = new Customer(router, ACME);
    }

    @Test
    void anInvoiceIsDisputedCorrectedPaidInPartsOverpaidAndRefunded() {
        String id = issued(25_000);
        JsonPath issued = read(id);
        BigDecimal total = new BigDecimal(issued.getString("invoice.total"));
        assertThat(total).isPositive();
        assertThat(issued.getString("invoice.number")).startsWith("PH-");
        assertBalanced(id, total);

        acme.asks()
                .body(Map.of("reason", "Too many samples"))
                .post(path(id, "dispute"))
                .then()
                .statusCode(200);
        assertThat(read(id).getString("invoice.dispute")).isEqualTo("Too many samples");

        acme.operator()
                .header("Idempotency-Key", "credit-1-" + id)
                .body(Map.of("amount", "10.00", "reason", "Goodwill"))
                .post(path(id, "credit-notes"))
                .then()
                .statusCode(201)
                .body("number", startsWith("PH-CN-"));
        acme.operator()
                .header("Idempotency-Key", "credit-1-" + id)
                .body(Map.of("amount", "10.00", "reason", "Goodwill"))
                .post(path(id, "credit-notes"))
                .then()
                .statusCode(201)
                .body("invoice.credited", equalTo("10.00"));
        acme.operator().post(path(id, "dispute/close")).then().statusCode(200);
        BigDecimal open = total.subtract(BigDecimal.TEN);
        assertBalanced(id, open);

        pay(id, "5.00", "first");
        pay(id, "5.00", "first");
        open = open.subtract(new BigDecimal("5.00"));
        assertBalanced(id, open);
        assertThat(read(id).getString("invoice.state")).isEqualTo("finalised");

        pay(id, open.add(new BigDecimal("3.00")).toPlainString(), "second");
        assertThat(read(id).getString("invoice.state")).isEqualTo("paid");
        assertThat(read(id).getString("invoice.open")).isEqualTo("-3.00");
        assertBalanced(id, new BigDecimal("0.00"));

        String payment = acme.asks()
                .get("/api/v1/payments")
                .then()
                .extract()
                .path("payments.find { it.reference.contains('second') }.id");
        acme.operator()
                .body(Map.of("amount", "4.00", "reference", "r1"))
                .post("/api/v1/payments/" + payment + "/refund")
                .then()
                .statusCode(200)
                .body("returned", equalTo("4.00"));
        assertThat(read(id).getString("invoice.state")).isEqualTo("finalised");
        assertBalanced(id, new BigDecimal("1.00"));
        acme.operator()
                .body(Map.of("amount", "1000000.00", "reference", "r2"))
                .post("/api/v1/payments/" + payment + "/refund")
                .then()
                .statusCode(409);

        acme.operator()
                .body(Map.of("invoice", read(id).getString("invoice.number"), "amount", "1.00", "reference", "bank-1"))
                .post("/api/v1/payments/transfers")
                .then()
                .statusCode(201);
        assertThat(read(id).getString("invoice.state")).isEqualTo("paid");
        acme.asks().get(path(id, "verification")).then().statusCode(200).body("regenerates", equalTo(true));
        new Customer(router, INITECH)
                .asks()
                .get("/api/v1/invoices/" + id)
                .then()
                .statusCode(404);
        new Customer(router, INITECH).asks().get(path(id, "invoice.csv")).then().statusCode(404);
    }

    @Test
    void whatIsIssuedTheDatabaseItselfKeeps() {
        String id = issued(1_000);
        for (String change : List.of(
                "update issued_document set content = content || ' ' where invoice_id = '" + id + "'",
                "delete from issued_document where invoice_id = '" + id + "'",
                "update invoice set net_minor = 1 where id = '" + id + "'",
                "delete from invoice where id = '" + id + "'",
                "update ledger_entry set amount_minor = 5 where invoice_id = '" + id + "'",
                "insert into issued_document (seller, series, sequence, id, tenant_id, invoice_id, number, issued_at,"
                        + " content, content_sha256, previous_sha256, chain_sha256) select seller, series, sequence + 7,"
                        + " gen_random_uuid(), tenant_id, invoice_id, 'X', issued_at, content, content_sha256,"
                        + " previous_sha256, chain_sha256 from issued_document where invoice_id = '" + id + "'",
                "with m as (insert into ledger_movement (tenant_id, kind, reference, booked_at) values ('acme', 'x', '"
                        + id + "', now()) returning id) insert into ledger_entry (movement_id, tenant_id, account,"
                        + " currency, amount_minor) select id, 'acme', 'cash', 'CNY', 100 from m")) {
            Throwable refused = catchThrowable(() -> database.transact(session -> session.change(change)));
            assertThat(refused).as(change).isInstanceOf(PgException.class);
        }
    }

    @Test
    void aPreviewSaysWhatThePeriodCostsSoFar() {
        acme.asks()
                .get("/api/v1/invoices/preview")
                .then()
                .statusCode(200)
                .body("number", equalTo(null))
                .body("currency", equalTo("CNY"))
                .body("seller.party.name", not(equalTo("")));
        String csv = acme.asks()
                .get("/api/v1/invoices/preview/invoice.csv")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(csv).startsWith("document,row,code,").contains("draft,SUM,total");
    }

    @Test
    void aVoidedInvoiceLeavesNothingInTheBooksAndItsNumberUsed() {
        String id = issued(2_000);
        acme.operator()
                .body(Map.of("reason", "wrong tenant"))
                .post(path(id, "void"))
                .then()
                .statusCode(200);
        assertBalanced(id, new BigDecimal("0.00"));
        assertThat(read(id).getString("invoice.state")).isEqualTo("void");
        acme.asks().post(path(id, "finalise")).then().statusCode(403);
    }

    /** Usage of last month up to a day of its own, billed until then, issued. */
    private String issued(int thousandSamples) {
        Instant thisMonth = contracts.period(ACME, Instant.now()).from();
        Period last = contracts.period(ACME, thisMonth.minusSeconds(1));
        acme.subscribedSince(database, last.from());
        Instant until = last.from().plus(DAYS.incrementAndGet(), ChronoUnit.DAYS);
        acme.used(database, until.minus(2, ChronoUnit.HOURS), thousandSamples * 100_000L);
        String id = invoices.draft(ACME, last, until, Duration.ZERO)
                .orElseThrow()
                .id()
                .toString();
        acme.operator().post(path(id, "finalise")).then().statusCode(200).body("state", equalTo("finalised"));
        acme.operator().post(path(id, "finalise")).then().statusCode(200);
        acme.asks().get("/api/v1/invoices").then().body("invoices.id", hasItem(id));
        return id;
    }

    private void pay(String id, String amount, String key) {
        acme.asks()
                .header("Idempotency-Key", key + id)
                .body(Map.of("invoice", id, "amount", amount))
                .post("/api/v1/payments/simulated")
                .then()
                .statusCode(200);
    }

    private JsonPath read(String id) {
        return acme.asks()
                .get("/api/v1/invoices/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The books of the invoice add up to zero, and what is owed is what is open. */
    private void assertBalanced(String id, BigDecimal owed) {
        List<Map<String, Object>> entries = acme.asks()
                .get(path(id, "ledger"))
                .then()
                .statusCode(200)
                .extract()
                .path("entries");
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal receivable = BigDecimal.ZERO;
        for (Map<String, Object> entry : entries) {
            BigDecimal amount = new BigDecimal(String.valueOf(entry.get("amount")));
            sum = sum.add(amount);
            receivable = "receivable".equals(entry.get("account")) ? receivable.add(amount) : receivable;
        }
        assertThat(sum).isEqualByComparingTo("0");
        assertThat(receivable).isEqualByComparingTo(owed);
    }

    private static String path(String id, String act) {
        return "/api/v1/invoices/" + id + "/" + act;
    }
}
