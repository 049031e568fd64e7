package io.pharos.billing.telemetry;

import io.pharos.billing.telemetry.UsageSeriesStore.Point;
import io.pharos.model.Environment;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tsdb.write.Payload;
import io.pharos.tsdb.write.Prepared;
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
 * an engine does not take is tried again for two hours; late corrections of older hours stay on the bill alone, since
 * engines refuse what is out of order.
 */
@Singleton
final class UsageSeriesJob {
    private static final Logger LOG = Logger.getLogger(UsageSeriesJob.class);
    private static final Duration BACK = Duration.ofHours(3);
    private static final Duration KEPT = Duration.ofDays(2);
    private static final Duration DEADLINE = Duration.ofSeconds(20);
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
        Map<Hour, List<Point>> untold = database.query(s -> store.untold(s, now.minus(BACK), now)).stream()
                .collect(Collectors.groupingBy(
                        p -> new Hour(p.tenant(), p.hour()), LinkedHashMap::new, Collectors.toList()));
        untold.forEach(this::tell);
        database.query(session -> {
            store.forget(session, now.minus(KEPT));
            return now;
        });
    }

    private void tell(Hour hour, List<Point> points) {
        try {
            EngineRoute route = directory.route(hour.tenant(), Environment.PROD);
            if (written(route, points)) {
                database.query(session -> {
                    store.told(session, hour.tenant(), hour.hour());
                    return hour;
                });
            }
        } catch (Problem unavailable) {
            LOG.debugf("the usage of %s is not told yet: %s", hour.tenant(), unavailable.code());
        }
    }

    /** Stored, or refused for good; else it is tried again. */
    private boolean written(EngineRoute route, List<Point> points) {
        TextTranslator text = new TextTranslator(TextFormat.PROMETHEUS, clock.millis(), Map.of());
        Payload payload = new Payload(UsageText.of(points), Packing.IDENTITY, new Payload.Source.Translated(text));
        Future<Boolean> stored = writer.prepare(route, payload).compose(prepared -> switch (prepared) {
            case Prepared.Ready ready ->
                writer.send(ready.batch(), NOBODY).map(outcome -> !(outcome instanceof WriteOutcome.Throttled));
            case Prepared.Undecided _ -> throw new IllegalStateException("usage series have no replicas");
            case Prepared.Unreadable _ -> Future.succeededFuture(true);
        });
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
