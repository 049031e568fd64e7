package io.pharos.billing.telemetry;

import io.pharos.billing.telemetry.UsageSeriesStore.Point;
import io.pharos.model.Environment;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tsdb.write.Payload;
import io.pharos.tsdb.write.TenantWriter;
import io.pharos.tsdb.write.WriteOutcome;
import io.pharos.wire.packing.Packing;
import io.pharos.wire.text.TextFormat;
import io.pharos.wire.text.TextTranslator;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Writes each hour of usage into the tenant's database once it is added up, through the one writer of the suite. What
 * an engine does not take is tried again for three hours. What changes of an hour after that, and hours that come later,
 * are told as late usage at the time when they are known, since engines refuse what is out of order.
 */
@Singleton
final class UsageSeriesJob {
    private static final Logger LOG = Logger.getLogger(UsageSeriesJob.class);
    private static final Duration BACK = Duration.ofHours(3);
    /** How long an engine may be away before a change is not told. */
    private static final Duration LOOKED_BACK = Duration.ofDays(2);
    /** Longer than late events are taken in. */
    private static final Duration KEPT = Duration.ofDays(110);

    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final int MOST = 20_000;
    private static final String NOBODY = "billing-service";

    private final Database database;
    private final UsageSeriesStore store;
    private final TenantDirectory directory;
    private final TenantWriter writer;
    private final Clock clock;

    UsageSeriesJob(
            Database database, UsageSeriesStore store, TenantDirectory directory, TenantWriter writer, Clock clock) {
        this.database = database;
        this.store = store;
        this.directory = directory;
        this.writer = writer;
        this.clock = clock;
    }

    private record Hour(TenantId tenant, Instant hour) {}

    @Scheduled(every = "1m", delayed = "55s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void run() {
        Instant now = clock.instant();
        List<Point> untold = database.query(s -> store.untold(s, now.minus(BACK), now, MOST));
        Map<Hour, List<Point>> hours = untold.stream()
                .collect(Collectors.groupingBy(
                        p -> new Hour(p.tenant(), p.hour()), LinkedHashMap::new, Collectors.toList()));
        if (untold.size() == MOST) {
            hours.remove(new Hour(untold.getLast().tenant(), untold.getLast().hour()));
        }
        hours.forEach(this::tell);
    }

    /** What changed of hours that were told, or that were never told in time. */
    @Scheduled(every = "5m", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void late() {
        Instant now = clock.instant();
        Instant since = now.minus(LOOKED_BACK);
        for (TenantId tenant : database.transact(s -> store.changed(s, since, now.minus(BACK)))) {
            database.transact(session -> correct(session, tenant, since));
        }
        database.query(session -> {
            store.forget(session, now.minus(KEPT));
            return now;
        });
    }

    private void tell(Hour hour, List<Point> points) {
        if (written(hour.tenant(), UsageText.ofHours(points))) {
            database.query(session -> {
                store.told(
                        session, hour.tenant(), hour.hour(), points.getFirst().asOf());
                return hour;
            });
        }
    }

    private boolean correct(Session session, TenantId tenant, Instant since) {
        if (!store.lock(session, tenant)) {
            return false;
        }
        List<Point> points = store.late(session, tenant, since);
        boolean done = !points.isEmpty() && written(tenant, UsageText.ofLate(points));
        if (done) {
            store.corrected(session, tenant, points.getFirst().asOf());
        }
        return done;
    }

    private boolean written(TenantId tenant, byte[] text) {
        try {
            return text.length == 0 || written(directory.route(tenant, Environment.PROD), text);
        } catch (Problem unavailable) {
            LOG.debugf("the usage of %s is not told yet: %s", tenant, unavailable.code());
            return false;
        }
    }

    /** Stored, or refused for good; else it is tried again. */
    private boolean written(EngineRoute route, byte[] text) {
        TextTranslator translator = new TextTranslator(TextFormat.PROMETHEUS, clock.millis(), Map.of());
        Payload payload = new Payload(text, Packing.IDENTITY, new Payload.Source.Translated(translator));
        Future<Boolean> stored =
                writer.write(route, payload, NOBODY).map(outcome -> !(outcome instanceof WriteOutcome.Throttled));
        try {
            return stored.toCompletionStage().toCompletableFuture().get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debugf(
                    "the engine of %s does not take its usage yet: %s",
                    route.tenant().id(), e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
