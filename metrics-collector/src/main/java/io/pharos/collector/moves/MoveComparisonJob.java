package io.pharos.collector.moves;

import io.pharos.lineage.MoveComparison;
import io.pharos.lineage.MoveComparison.Hour;
import io.pharos.lineage.MoveStore;
import io.pharos.lineage.RedisAway;
import io.pharos.model.Environment;
import io.pharos.model.Problem;
import io.pharos.ownership.Ownership;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.Move;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.directory.TenantDirectory;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Compares both sides of each move hour by hour, by one replica, and tells what it found: the router lets the other
 * engine take over only where they hold the same.
 */
@Singleton
final class MoveComparisonJob {
    private static final Logger LOG = Logger.getLogger(MoveComparisonJob.class);
    /** What is on its way when an hour ends needs a moment to be queryable on both sides. */
    private static final Duration SETTLED = Duration.ofMinutes(2);
    /** An hour that was equal so long ago is not asked for again. */
    private static final Duration BELIEVED_AFTER = Duration.ofHours(2);

    private final TenantDirectory directory;
    private final Ownership ownership;
    private final HourCounts counts;
    private final MoveStore store;
    private final Clock clock;

    @Inject
    MoveComparisonJob(TenantDirectory directory, Ownership ownership, HourCounts counts, MoveStore store, Clock clock) {
        this.directory = directory;
        this.ownership = ownership;
        this.counts = counts;
        this.store = store;
        this.clock = clock;
    }

    @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void compare() throws InterruptedException {
        try {
            for (Tenant tenant : directory.tenants()) {
                for (Map.Entry<Environment, Move> move :
                        tenant.residency().moves().entrySet()) {
                    compareIfOwned(tenant, move.getKey(), move.getValue());
                }
            }
        } catch (Problem | RedisAway unavailable) {
            LOG.infof("moves are not compared now: %s", unavailable.getMessage());
        }
    }

    private void compareIfOwned(Tenant tenant, Environment environment, Move move) throws InterruptedException {
        if (ownership.holds("move " + tenant.id() + " " + environment)) {
            EngineRoute now = directory.route(tenant.id(), environment);
            store.tellComparison(tenant.id(), environment, comparison(now, move));
        }
    }

    private MoveComparison comparison(EngineRoute now, Move move) throws InterruptedException {
        Instant at = clock.instant();
        List<Hour> hours = new ArrayList<>();
        String trouble = "";
        try {
            EngineRoute next =
                    now.moving().orElseThrow(() -> new IOException("the directory has no engine " + move.to()));
            Map<Instant, Hour> known = believed(now, move, at);
            for (Instant hour : wholeHours(move, at)) {
                Hour before = known.get(hour);
                hours.add(before == null ? new Hour(hour, counts.of(now, hour), counts.of(next, hour)) : before);
            }
        } catch (IOException e) {
            trouble = String.valueOf(e.getMessage());
        }
        return new MoveComparison(move.to(), move.since(), at, hours, trouble);
    }

    private Map<Instant, Hour> believed(EngineRoute now, Move move, Instant at) {
        return store
                .comparison(now.tenant().id(), now.environment(), move.to())
                .filter(last -> last.since().equals(move.since()))
                .map(MoveComparison::hours)
                .orElse(List.of())
                .stream()
                .filter(Hour::isEqual)
                .filter(hour -> hour.from().isBefore(at.minus(BELIEVED_AFTER)))
                .collect(Collectors.toMap(Hour::from, hour -> hour));
    }

    /** The last hours that began after the move did and are over, as many as have to be equal. */
    static List<Instant> wholeHours(Move move, Instant now) {
        Instant end = now.minus(SETTLED).truncatedTo(ChronoUnit.HOURS);
        Instant first = move.since().truncatedTo(ChronoUnit.HOURS);
        if (first.isBefore(move.since())) {
            first = first.plus(1, ChronoUnit.HOURS);
        }
        List<Instant> hours = new ArrayList<>();
        for (Instant hour = end.minus(1, ChronoUnit.HOURS);
                !hour.isBefore(first) && hours.size() < move.hours();
                hour = hour.minus(1, ChronoUnit.HOURS)) {
            hours.addFirst(hour);
        }
        return hours;
    }
}
