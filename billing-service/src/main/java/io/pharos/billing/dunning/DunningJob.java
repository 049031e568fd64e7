package io.pharos.billing.dunning;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.billing.delivery.Outbox;
import io.pharos.billing.entitlement.Standings;
import io.pharos.billing.invoicing.Invoice;
import io.pharos.billing.invoicing.Invoice.Dunning;
import io.pharos.billing.invoicing.InvoiceActs;
import io.pharos.billing.invoicing.InvoiceStore;
import io.pharos.billing.invoicing.InvoiceStore.HeldBack;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.pharos.tenancy.directory.Status;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Duns overdue invoices step by step, and keeps the directory told how tenants stand: as the worst of their open,
 * undisputed invoices says, and in full again when none is left. What an operator set is not touched, and no data is
 * ever deleted. Safe to run in every replica.
 */
@Singleton
class DunningJob {
    private static final Logger LOG = Logger.getLogger(DunningJob.class);

    private final Database database;
    private final InvoiceStore invoices;
    private final InvoiceActs acts;
    private final StandingStore standings;
    private final Standings directory;
    private final Outbox outbox;
    private final DunningLadder ladder;
    private final Clock clock;
    private volatile int heldBack;

    DunningJob(
            Database database,
            InvoiceStore invoices,
            InvoiceActs acts,
            StandingStore standings,
            Standings directory,
            Outbox outbox,
            DunningConfig config,
            Clock clock,
            MeterRegistry registry) {
        this.database = database;
        this.invoices = invoices;
        this.acts = acts;
        this.standings = standings;
        this.directory = directory;
        this.outbox = outbox;
        this.ladder =
                new DunningLadder(config.remindAfterDays(), config.restrictAfterDays(), config.suspendAfterDays());
        this.clock = clock;
        Gauge.builder("pharos.billing.dunning.held.back", this, job -> job.heldBack)
                .description("Tenants that are restricted or suspended for overdue invoices")
                .register(registry);
    }

    @Scheduled(
            every = "${pharos.billing.dunning.every:1m}",
            delayed = "25s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void scheduled() {
        try {
            run();
        } catch (Problem unavailable) {
            LOG.warnf("dunning waits: %s", unavailable.code());
        }
    }

    /** Takes every overdue invoice the step that is due, and tells the directory what follows. */
    void run() {
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        List<Invoice> overdue = database.query(session -> invoices.overdue(session, today));
        overdue.forEach(invoice -> dun(invoice, today));
        stand();
    }

    private void dun(Invoice seen, LocalDate today) {
        Dunning next = ladder.decide(seen.dunning(), Objects.requireNonNull(seen.due()), today);
        if (next == seen.dunning()) {
            return;
        }
        database.transact(session -> {
            Invoice held = invoices.locked(session, seen.id()).orElseThrow();
            boolean same =
                    held.dunning() == seen.dunning() && held.state().equals(seen.state()) && held.dispute() == null;
            if (same) {
                invoices.dun(session, held.id(), next);
                acts.tell(session, held, "dunning." + next.code(), Map.of("due", Objects.requireNonNull(held.due())));
            }
            return same;
        });
    }

    private void stand() {
        Map<TenantId, Status> told = database.query(standings::all);
        Map<TenantId, Status> wanted = new HashMap<>();
        for (HeldBack tenant : database.query(invoices::heldBack)) {
            wanted.put(tenant.tenant(), status(tenant.level()));
        }
        Set<TenantId> all = new HashSet<>(told.keySet());
        all.addAll(wanted.keySet());
        for (TenantId tenant : all) {
            Status before = told.getOrDefault(tenant, Status.ACTIVE);
            Status now = wanted.getOrDefault(tenant, Status.ACTIVE);
            if (before != now) {
                stand(tenant, now);
            }
        }
        heldBack =
                (int) wanted.values().stream().filter(s -> s != Status.ACTIVE).count();
    }

    /** The directory is told after the transaction, again and again until it has it. */
    private void stand(TenantId tenant, Status status) {
        database.transact(session -> {
            directory.change(session, tenant, standing -> standing.with(status));
            standings.put(session, tenant, status, clock.instant());
            if (status == Status.ACTIVE) {
                resumed(session, tenant);
            }
            return tenant;
        });
        LOG.infof("tenant=%s stands %s by its invoices", tenant, status.value());
    }

    private void resumed(Session session, TenantId tenant) {
        outbox.add(session, new Outbox.Message(tenant, "dunning.resumed", Map.of("status", "active")));
    }

    private static Status status(int level) {
        return switch (level) {
            case 2 -> Status.SUSPENDED;
            case 1 -> Status.RESTRICTED;
            default -> Status.ACTIVE;
        };
    }
}
