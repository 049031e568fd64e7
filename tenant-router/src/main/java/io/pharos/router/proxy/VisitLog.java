package io.pharos.router.proxy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.pharos.lineage.Lineage;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.tenancy.context.TenantContext;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Writes a line and counts for each visit once it has ended: by route, never by path, which can hold anything. */
final class VisitLog {
    private static final Logger ACCESS = Logger.getLogger("io.pharos.router.access");
    private static final String NONE = "-";

    private final MeterRegistry meters;
    private final Hops hops;

    VisitLog(MeterRegistry meters, Hops hops) {
        this.meters = meters;
        this.hops = hops;
    }

    /** Hears where a tenant's data went. */
    interface Hops {
        void passed(TenantId tenant, String from, String to, String kind, long bytes);
    }

    void follow(Visit visit) {
        visit.exchange().addEndHandler(end -> ended(visit, end.succeeded()));
    }

    private void ended(Visit visit, boolean complete) {
        Optional<Route> route = Optional.ofNullable(visit.route());
        String path = route.map(Route::path).orElse("none");
        String service = route.map(Route::service).orElse("none");
        String status = complete ? Integer.toString(visit.response().getStatusCode()) : "cut";
        long nanos = System.nanoTime() - visit.startedNanos();
        Tags tags = Tags.of(Tag.of("route", path), Tag.of("service", service), Tag.of("status", status));
        meters.timer("pharos.router.requests", tags).record(nanos, TimeUnit.NANOSECONDS);
        String refusal = visit.refusal();
        if (refusal != null) {
            meters.counter("pharos.router.refusals", "code", refusal).increment();
        }
        log(visit, path, status, nanos);
        tellHops(visit);
    }

    /** What senders push goes in; what readers ask for comes out. */
    private void tellHops(Visit visit) {
        TenantContext tenant = visit.tenant();
        Route route = visit.route();
        if (tenant == null || route == null || route.own() || visit.refusal() != null) {
            return;
        }
        String client = "client " + tenant.caller().clientId();
        if (route.ingest()) {
            String kind = route.scope().orElseThrow().value().replace(":write", "");
            hops.passed(
                    tenant.tenant(), client, Lineage.HERE, kind, visit.request().bytesRead());
            hops.passed(
                    tenant.tenant(),
                    Lineage.HERE,
                    route.service(),
                    kind,
                    visit.request().bytesRead());
        } else if (route.scope().filter(Scope.METRICS_READ::equals).isPresent()) {
            long bytes = visit.response().bytesWritten();
            hops.passed(tenant.tenant(), route.service(), Lineage.HERE, "reads", bytes);
            hops.passed(tenant.tenant(), Lineage.HERE, client, "reads", bytes);
        }
    }

    private static void log(Visit visit, String path, String status, long nanos) {
        Optional<TenantContext> tenant = Optional.ofNullable(visit.tenant());
        ACCESS.infof(
                "method=%s route=%s status=%s ms=%d tenant=%s client=%s in=%d out=%d code=%s traceId=%s",
                visit.request().method(),
                path,
                status,
                TimeUnit.NANOSECONDS.toMillis(nanos),
                tenant.map(t -> t.tenant().value()).orElse(NONE),
                tenant.map(t -> t.caller().clientId()).orElse(NONE),
                visit.request().bytesRead(),
                visit.response().bytesWritten(),
                Optional.ofNullable(visit.refusal()).orElse(NONE),
                visit.trace().traceId());
    }
}
