package io.pharos.billing.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pharos.billing.period.Period;
import io.pharos.billing.suite.BillingEngines;
import io.pharos.billing.suite.Customer;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.tenancy.directory.CachedTenantDirectory;
import io.pharos.tenancy.directory.DirectorySnapshot;
import io.pharos.tenancy.directory.Revocations;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tenancy.testing.Tenants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Many tenants billed at once, by two replicas, with a renderer that is busy now and then: the short of the soak. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class InvoiceRunTest {
    private final Database database;
    private final Contracts contracts;
    private final Invoices invoices;
    private final InvoiceStore store;
    private final IssuedDocuments documents;
    private final DocumentFiles files;
    private final InvoicingConfig config;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    InvoiceRunTest(
            Database database,
            Contracts contracts,
            Invoices invoices,
            InvoiceStore store,
            IssuedDocuments documents,
            DocumentFiles files,
            InvoicingConfig config) {
        this.database = database;
        this.contracts = contracts;
        this.invoices = invoices;
        this.store = store;
        this.documents = documents;
        this.files = files;
        this.config = config;
    }

    @Test
    void everyTenantGetsOneInvoiceWithItsFileAndNumbersHaveNoGap() throws InterruptedException {
        Instant start = Instant.now();
        for (TenantId tenant : BillingEngines.CROWD) {
            Period current = contracts.period(tenant, Instant.now());
            Period last = contracts.period(tenant, current.from().minusSeconds(1));
            new Customer(router, tenant).subscribedSince(database, last.from());
        }
        InvoiceRun one = replica();
        InvoiceRun other = replica();
        for (int round = 0; round < 20 && count("document_file") < BillingEngines.CROWD.size(); round++) {
            Thread at = Thread.startVirtualThread(one::run);
            other.run();
            at.join(Duration.ofSeconds(60));
        }

        assertThat(count("invoice")).isEqualTo(BillingEngines.CROWD.size());
        assertThat(count("document_file")).isEqualTo(BillingEngines.CROWD.size());
        assertThat(number("select count(distinct tenant_id) from invoice where tenant_id like 'crowd-%'"))
                .isEqualTo(BillingEngines.CROWD.size());
        assertThat(number("select max(sequence) - count(*) from issued_document where series = 'invoice' and"
                        + " seller = 'PH'"))
                .as("gaps")
                .isZero();
        double perSecond = BillingEngines.CROWD.size()
                / (Duration.between(start, Instant.now()).toMillis() / 1000.0);
        assertThat(perSecond)
                .as("ten thousand take less than half an hour, their PDF aside")
                .isGreaterThan(10_000 / 1800.0);
    }

    /** One that knows the crowd alone, so that other tests' tenants are left to them. */
    private InvoiceRun replica() {
        CachedTenantDirectory directory = new CachedTenantDirectory(Clock.systemUTC());
        DirectorySnapshot usual = Tenants.snapshot();
        directory.accept(new DirectorySnapshot(
                1,
                Instant.now(),
                BillingEngines.CROWD.stream()
                        .map(tenant -> Tenants.tenant(tenant, Status.ACTIVE, "shared"))
                        .toList(),
                usual.engines(),
                Revocations.NONE));
        return new InvoiceRun(
                database,
                contracts,
                invoices,
                store,
                documents,
                files,
                directory,
                config,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    private long count(String table) {
        return number("select count(*) from " + table + " where tenant_id like 'crowd-%'");
    }

    private long number(String query) {
        return database.query(
                session -> session.list(query, row -> row.getLong(0)).getFirst());
    }
}
