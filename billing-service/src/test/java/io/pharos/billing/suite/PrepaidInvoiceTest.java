package io.pharos.billing.suite;

import static io.pharos.billing.suite.BillingEngines.WONKA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.pharos.billing.invoicing.Contracts;
import io.pharos.billing.invoicing.Invoices;
import io.pharos.billing.period.Period;
import io.pharos.billing.wallet.Wallets;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Prepaid credit pays an invoice when it is issued, in its order, and goes back when the invoice does. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class PrepaidInvoiceTest {
    private final Database database;
    private final Contracts contracts;
    private final Invoices invoices;
    private final Wallets wallets;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    PrepaidInvoiceTest(Database database, Contracts contracts, Invoices invoices, Wallets wallets) {
        this.database = database;
        this.contracts = contracts;
        this.invoices = invoices;
        this.wallets = wallets;
    }

    @Test
    void walletsPayAtIssueAreShownAndGetBackWhatIsTakenBackOrCredited() {
        Customer wonka = new Customer(router, WONKA);
        grant(wonka, "welcome", "10.00", 1, null, false);
        grant(wonka, "paid ahead", "5.00", 2, null, true);
        grant(wonka, "too late", "7.00", 1, "2020-01-01T00:00:00Z", false);
        wallets.expire();
        assertThat(balances(wonka)).isEqualTo(Map.of("welcome", "10.00", "paid ahead", "5.00", "too late", "0.00"));

        String first = issued(wonka);
        JsonPath read = read(wonka, first);
        BigDecimal total = new BigDecimal(read.getString("invoice.total"));
        assertThat(read.getString("content.sums.prepaid")).isEqualTo("15.00");
        assertThat(new BigDecimal(read.getString("content.sums.due"))).isEqualByComparingTo(total.subtract(d("15")));
        assertThat(read.getString("invoice.paid")).isEqualTo("15.00");
        assertThat(balances(wonka)).isEqualTo(Map.of("welcome", "0.00", "paid ahead", "0.00", "too late", "0.00"));
        assertThat(owed(wonka, first)).isEqualByComparingTo(total.subtract(d("15")));
        wonka.asks().get(path(first, "verification")).then().body("regenerates", equalTo(true));
        assertThat(wonka.asks().get(path(first, "invoice.csv")).asString()).contains("SUM,prepaid,,15.00");
        assertThat(focus(wonka, read.getString("invoice.number"))).isEqualByComparingTo(total.subtract(d("15")));

        wonka.operator()
                .body(Map.of("reason", "wrong"))
                .post(path(first, "void"))
                .then()
                .statusCode(200);
        assertThat(balances(wonka)).isEqualTo(Map.of("welcome", "10.00", "paid ahead", "5.00", "too late", "0.00"));
        assertThat(owed(wonka, first)).isEqualByComparingTo("0");

        String second = issued(wonka);
        credit(wonka, second, total.subtract(d("12")));
        assertThat(read(wonka, second).getString("invoice.state")).isEqualTo("paid");
        assertThat(balances(wonka))
                .as("the last drawn is refilled first")
                .isEqualTo(Map.of("welcome", "0.00", "paid ahead", "3.00", "too late", "0.00"));
        assertThat(owed(wonka, second)).isEqualByComparingTo("0");
        credit(wonka, second, d("12"));
        assertThat(balances(wonka)).isEqualTo(Map.of("welcome", "10.00", "paid ahead", "5.00", "too late", "0.00"));
        assertThat(owed(wonka, second)).isEqualByComparingTo("0");
        assertThat(prepaidInBooks()).isEqualByComparingTo("15.00");
    }

    private void grant(
            Customer to, String name, String amount, int priority, @Nullable String expires, boolean bought) {
        Map<String, Object> credit = new HashMap<>(Map.of(
                "tenant",
                "wonka",
                "name",
                name,
                "amount",
                amount,
                "currency",
                "CNY",
                "priority",
                priority,
                "bought",
                bought));
        credit.put("expires", expires);
        to.operator().body(credit).post("/api/v1/billing/credits").then().statusCode(201);
    }

    /** The invoice of last month: its base fee at least. */
    private String issued(Customer customer) {
        Period current = contracts.period(WONKA, Instant.now());
        Period last = contracts.period(WONKA, current.from().minusSeconds(1));
        customer.subscribedSince(database, last.from());
        var draft = invoices.draft(WONKA, last, last.to(), Duration.ZERO).orElseThrow();
        return invoices.finalise(draft.id()).id().toString();
    }

    private static void credit(Customer customer, String invoice, BigDecimal amount) {
        customer.operator()
                .body(Map.of("amount", amount, "reason", "Goodwill"))
                .post(path(invoice, "credit-notes"))
                .then()
                .statusCode(201);
    }

    private static Map<String, String> balances(Customer customer) {
        JsonPath all = customer.asks()
                .get("/api/v1/credits")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        List<String> names = all.getList("wallets.name");
        List<String> amounts = all.getList("wallets.balance");
        Map<String, String> balances = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            balances.put(names.get(i), amounts.get(i));
        }
        return balances;
    }

    private static JsonPath read(Customer customer, String id) {
        return customer.asks()
                .get("/api/v1/invoices/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** What the books say is owed; they add up to zero. */
    private static BigDecimal owed(Customer customer, String id) {
        JsonPath books = customer.asks()
                .get(path(id, "ledger"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(sum(books.getList("entries.amount"))).isEqualByComparingTo("0");
        return sum(books.getList("entries.findAll { it.account == 'receivable' }.amount"));
    }

    private static BigDecimal sum(List<String> amounts) {
        return amounts.stream().map(PrepaidInvoiceTest::d).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal focus(Customer customer, String number) {
        return customer.asks()
                .get("/api/v1/invoices/focus.csv")
                .asString()
                .lines()
                .filter(row -> List.of(row.split(",")).contains(number))
                .map(row -> d(row.substring(0, row.indexOf(','))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal prepaidInBooks() {
        return database.query(session -> session.first(
                        "select -sum(amount_minor) / 100.0 as held from ledger_entry"
                                + " where tenant_id = 'wonka' and account = 'prepaid'",
                        row -> row.getBigDecimal("held"))
                .orElseThrow());
    }

    private static BigDecimal d(String number) {
        return new BigDecimal(number);
    }

    private static String path(String id, String act) {
        return "/api/v1/invoices/" + id + "/" + act;
    }
}
