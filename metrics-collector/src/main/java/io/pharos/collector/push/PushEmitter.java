package io.pharos.collector.push;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.collector.pipeline.Pipeline;
import io.pharos.collector.pipeline.Receipt;
import io.pharos.collector.pipeline.Sender;
import io.pharos.collector.push.Emission.Loaded;
import io.pharos.collector.push.PushJob.Batch;
import io.pharos.collector.push.PushStore.Ending;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.sql.Database;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tsdb.write.Payload;
import io.pharos.wire.packing.Packing;
import io.pharos.wire.remotewrite2.WriteVersion;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Writes one tenant's groups to its engine; one that is slow holds up no other, and is skipped while it is busy. */
@Singleton
final class PushEmitter {
    private static final Logger LOG = Logger.getLogger(PushEmitter.class);
    private static final long LONGEST_SECONDS = 60;
    private static final String NOBODY = "pushgateway";

    private final Pipeline pipeline;
    private final TenantDirectory directory;
    private final Database database;
    private final PushStore store;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Set<Place> busy = ConcurrentHashMap.newKeySet();

    @Inject
    PushEmitter(
            Pipeline pipeline,
            TenantDirectory directory,
            Database database,
            PushStore store,
            MeterRegistry registry,
            Clock clock) {
        this.pipeline = pipeline;
        this.directory = directory;
        this.database = database;
        this.store = store;
        this.registry = registry;
        this.clock = clock;
    }

    void emit(Place place, Batch batch) {
        if (!busy.add(place)) {
            count("busy");
            return;
        }
        Thread.ofVirtual().name("push-emit").start(() -> {
            try {
                write(place, batch);
            } catch (Problem | CompletionException e) {
                count("failed");
                LOG.infof("pushed groups of %s were not written this time: %s", place.tenant(), e.getMessage());
            } finally {
                busy.remove(place);
            }
        });
    }

    private void write(Place place, Batch batch) {
        EngineRoute route = directory.route(place.tenant(), place.environment());
        if (!route.tenant().mayGoOn(Scope.METRICS_WRITE)) {
            return;
        }
        Instant now = clock.instant();
        if (!batch.endings().isEmpty()) {
            send(new Sender(route, NOBODY), Emission.ofEndings(batch.endings(), now));
            batch.endings().stream().map(Ending::id).forEach(this::forget);
        }
        batch.groups().stream()
                .map(loaded -> loaded.group().pushedBy())
                .distinct()
                .forEach(user -> send(new Sender(route, user), Emission.of(of(batch, user), now)));
    }

    private static List<Loaded> of(Batch batch, String user) {
        return batch.groups().stream()
                .filter(loaded -> loaded.group().pushedBy().equals(user))
                .toList();
    }

    private void forget(long ending) {
        database.query(session -> {
            store.forgetEnding(session, ending);
            return ending;
        });
    }

    private void send(Sender sender, List<byte[]> requests) {
        for (byte[] request : requests) {
            Payload payload = new Payload(request, Packing.IDENTITY, new Payload.Source.Written(WriteVersion.V1));
            Receipt receipt = pipeline.write(sender, payload)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS)
                    .join();
            count(receipt.problem().isPresent() ? "refused" : "stored");
            receipt.problem()
                    .ifPresent(problem -> LOG.infof("pushed groups of %s: %s", sender.tenant(), problem.code()));
        }
    }

    private void count(String outcome) {
        Counter.builder("pharos.collector.push.emissions")
                .description("Writes of pushed groups by what became of them")
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }
}
