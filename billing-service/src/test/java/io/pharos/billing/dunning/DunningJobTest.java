package io.pharos.billing.dunning;

import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.billing.entitlement.Standings;
import io.pharos.billing.invoicing.Contracts;
import io.pharos.billing.invoicing.Invoice;
import io.pharos.billing.invoicing.Invoices;
import io.pharos.billing.period.Period;
import io.pharos.billing.suite.BillingEngines;
import io.pharos.billing.suite.Customer;
import io.pharos.sql.Database;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who does not pay is held back step by step; who settles is back at once. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class DunningJobTest {
    private final DunningJob job;
    private final Invoices invoices;
    private final Contracts contracts;
    private final Database database;
    private final Standings standings;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    DunningJobTest(DunningJob job, Invoices invoices, Contracts contracts, Database database, Standings standings) {
        this.job = job;
        this.invoices = invoices;
        this.contracts = contracts;
        this.database = database;
        this.standings = standings;
    }

    @Test
    void anUnpaidInvoiceRestrictsSuspendsAndPaymentResumes() {
        Invoice invoice = issued();
        overdue(invoice, 8);
        job.run();
        assertThat(standing()).isEqualTo(Status.RESTRICTED);
        overdue(invoice, 15);
        job.run();
        assertThat(standing()).isEqualTo(Status.SUSPENDED);

        Customer initech = new Customer(router, INITECH);
        initech.asks()
                .body(Map.of("reason", "not ours"))
                .post("/api/v1/invoices/" + invoice.id() + "/dispute")
                .then()
                .statusCode(200);
        job.run();
        assertThat(standing()).as("disputed").isEqualTo(Status.ACTIVE);
        initech.operator()
                .post("/api/v1/invoices/" + invoice.id() + "/dispute/close")
                .then()
                .statusCode(200);
        job.run();
        assertThat(standing()).isEqualTo(Status.SUSPENDED);
        initech.asks()
                .body(Map.of("invoice", invoice.id()))
                .post("/api/v1/payments/simulated")
                .then()
                .statusCode(200);
        job.run();
        assertThat(standing()).as("paid").isEqualTo(Status.ACTIVE);
    }

    /** What the directory is to be told. */
    private @Nullable Status standing() {
        return database.query(session -> standings.of(session, INITECH)).status();
    }

    /** The invoice of last month: its base fee at least. */
    private Invoice issued() {
        Period current = contracts.period(INITECH, Instant.now());
        Period last = contracts.period(INITECH, current.from().minusSeconds(1));
        new Customer(router, INITECH).subscribedSince(database, last.from());
        Invoice draft = invoices.draft(INITECH, last, last.to(), Duration.ZERO).orElseThrow();
        return invoices.finalise(draft.id());
    }

    /** As if that many days had passed; what was issued is not changed otherwise. */
    private void overdue(Invoice invoice, int days) {
        LocalDate due = LocalDate.now(ZoneOffset.UTC).minusDays(days);
        database.transact(session -> {
            session.change("alter table invoice disable trigger keep_issued");
            session.change("update invoice set due_on = $2 where id = $1", invoice.id(), due);
            return session.change("alter table invoice enable trigger keep_issued");
        });
    }
}
