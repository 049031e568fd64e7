package io.pharos.billing.invoicing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pharos.billing.invoicing.IssuedDocuments.Unfiled;
import io.pharos.billing.period.Period;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.directory.TenantDirectory;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Makes what is due, each half minute: drafts of periods that have ended, invoices whose grace is over, and the files
 * of what was issued. Every step is safe to repeat and to do twice at once, so all replicas may run it, and a run that is
 * killed goes on where it was.
 */
@Singleton
class InvoiceRun {
    private static final Logger LOG = Logger.getLogger(InvoiceRun.class);
    private static final int BATCH = 500;

    private final Database database;
    private final Contracts contracts;
    private final Invoices invoices;
    private final InvoiceStore store;
    private final IssuedDocuments documents;
    private final DocumentFiles files;
    private final TenantDirectory directory;
    private final InvoicingConfig config;
    private final Clock clock;
    private final Timer issuing;
    private final AtomicInteger failing = new AtomicInteger();
    /** Drafted already, by tenant and the period's end; only spares a query. */
    private final Set<String> drafted = ConcurrentHashMap.newKeySet();

    InvoiceRun(
            Database database,
            Contracts contracts,
            Invoices invoices,
            InvoiceStore store,
            IssuedDocuments documents,
            DocumentFiles files,
            TenantDirectory directory,
            InvoicingConfig config,
            Clock clock,
            MeterRegistry registry) {
        this.database = database;
        this.contracts = contracts;
        this.invoices = invoices;
        this.store = store;
        this.documents = documents;
        this.files = files;
        this.directory = directory;
        this.config = config;
        this.clock = clock;
        this.issuing = Timer.builder("pharos.billing.invoice.issue.duration")
                .description("Issuing one invoice, without its file")
                .register(registry);
        Gauge.builder("pharos.billing.invoice.failing", failing, AtomicInteger::get)
                .description("Invoices and files that could not be made in the last run: an alarm above zero")
                .register(registry);
    }

    @Scheduled(
            every = "${pharos.billing.invoices.every:30s}",
            delayed = "20s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void scheduled() {
        try {
            run();
        } catch (Problem unavailable) {
            LOG.warnf("invoices wait: %s", unavailable.code());
        }
    }

    /** Does all that is due now. */
    void run() {
        failing.set(0);
        draft();
        finalise();
        file();
    }

    private void draft() {
        Instant now = clock.instant();
        List<TenantId> tenants = directory.tenants().stream().map(Tenant::id).toList();
        each(tenants, tenant -> draft(tenant, now));
    }

    /** The period before the one that goes on, once. */
    private void draft(TenantId tenant, Instant now) {
        Period current = contracts.period(tenant, now);
        if (!drafted.add(tenant + " " + current.from())) {
            return;
        }
        try {
            contracts
                    .of(tenant, current.from().minusMillis(1))
                    .ifPresent(ended ->
                            invoices.draft(tenant, ended.whole(), ended.whole().to(), config.grace()));
        } catch (RuntimeException again) {
            drafted.remove(tenant + " " + current.from());
            throw again;
        }
    }

    private void finalise() {
        List<UUID> due = database.query(session -> store.graceOver(session, clock.instant(), BATCH));
        while (!due.isEmpty()) {
            int before = failing.get();
            each(due, id -> issuing.record(() -> invoices.finalise(id)));
            due = failing.get() > before
                    ? List.of()
                    : database.query(session -> store.graceOver(session, clock.instant(), BATCH));
        }
    }

    private void file() {
        List<Unfiled> unfiled = database.query(session -> documents.withoutFile(session, BATCH));
        while (!unfiled.isEmpty()) {
            int before = failing.get();
            each(unfiled, this::file);
            unfiled = failing.get() > before
                    ? List.of()
                    : database.query(session -> documents.withoutFile(session, BATCH));
        }
    }

    private void file(Unfiled unfiled) {
        database.query(session -> documents.find(session, unfiled.tenant(), unfiled.id()))
                .ifPresent(document -> files.issued(unfiled.tenant(), document));
    }

    /** Works on some at once; one that fails is told and counted, and keeps no other from being done. */
    private <T> void each(List<T> items, Consumer<T> work) {
        Semaphore places = new Semaphore(config.atOnce());
        List<Thread> threads = items.stream()
                .map(item -> Thread.ofVirtual().unstarted(() -> one(item, work, places)))
                .toList();
        threads.forEach(thread -> {
            places.acquireUninterruptibly();
            thread.start();
        });
        places.acquireUninterruptibly(config.atOnce());
    }

    private <T> void one(T item, Consumer<T> work, Semaphore places) {
        try {
            work.accept(item);
        } catch (RuntimeException e) {
            failing.incrementAndGet();
            LOG.warnf(e, "an invoice could not be made this time: %s", item);
        } finally {
            places.release();
        }
    }
}
