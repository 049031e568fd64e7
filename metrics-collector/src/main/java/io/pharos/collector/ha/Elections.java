package io.pharos.collector.ha;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.HaTracking;
import io.pharos.tsdb.write.ReplicaChoice;
import io.pharos.wire.series.Replicas.Replica;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which replica of each cluster is stored. Answers from memory; Redis is asked when a cluster is new, when its elected
 * replica was silent for too long, and now and then to note that it was heard. With Redis away the elected ones go on,
 * and who would have to be elected anew is asked to come again.
 */
@Singleton
public final class Elections implements ReplicaChoice {
    private static final Logger LOG = Logger.getLogger(Elections.class);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int MOST_KNOWN = 100_000;

    private record Place(TenantId tenant, String cluster) {}

    private final Map<Place, Election> known = new ConcurrentHashMap<>();
    private final ElectionStore store;
    private final HaConfig config;
    private final Clock clock;
    private final Vertx vertx;

    @Inject
    Elections(ElectionStore store, HaConfig config, Clock clock, Vertx vertx) {
        this.store = store;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
    }

    @Override
    public Standing standing(TenantId tenant, HaTracking tracking, Replica replica) {
        Place place = new Place(tenant, replica.cluster());
        Election election = known.get(place);
        if (election == null) {
            return Standing.UNKNOWN;
        }
        long now = clock.millis();
        Standing standing = election.standing(replica.name(), now, config.failoverTimeout());
        if (election.isToBeNoted(replica.name(), now, config.updateTimeout())) {
            known.replace(place, election, new Election(election.replica(), now));
            vertx.runOnContext(later -> {
                var unused = ask(tenant, tracking, replica)
                        .onFailure(cause -> known.replace(place, new Election(election.replica(), now), election));
            });
        }
        return standing;
    }

    /** Has these replicas' standing told by Redis; fails with a problem UNAVAILABLE where it does not answer. */
    public Future<Void> decide(TenantId tenant, HaTracking tracking, List<Replica> replicas) {
        return Future.all(replicas.stream()
                        .map(replica -> decide(tenant, tracking, replica))
                        .toList())
                .mapEmpty();
    }

    private Future<Void> decide(TenantId tenant, HaTracking tracking, Replica replica) {
        return ask(tenant, tracking, replica).recover(cause -> {
            LOG.warnf("no election: tenant=%s cause=%s", tenant, cause.toString());
            return goesOn(new Place(tenant, replica.cluster()), replica)
                    ? Future.succeededFuture()
                    : Future.failedFuture(unavailable());
        });
    }

    private Future<Void> ask(TenantId tenant, HaTracking tracking, Replica replica) {
        return store.hear(tenant, tracking, replica).map(heard -> {
            note(new Place(tenant, replica.cluster()), heard);
            return null;
        });
    }

    private void note(Place place, ElectionStore.Heard heard) {
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        long now = clock.millis();
        known.put(
                place,
                heard.replica().isEmpty()
                        ? Election.tooManyClusters(now)
                        : new Election(heard.replica(), now - heard.agoMillis()));
    }

    /** Owners keep what they have while nobody can take it from them. */
    private boolean goesOn(Place place, Replica replica) {
        @Nullable
        Election election = known.computeIfPresent(
                place,
                (key, last) ->
                        last.replica().equals(replica.name()) ? new Election(last.replica(), clock.millis()) : last);
        return election != null && election.replica().equals(replica.name());
    }

    private static Problem unavailable() {
        return Problem.of(
                        Kind.UNAVAILABLE,
                        "write.no-election",
                        "Which replica of the cluster is stored cannot be told now; send it again.")
                .retryAfter(SOON);
    }
}
