package io.pharos.tsdb.write;

import io.pharos.lineage.MoveGap;
import io.pharos.model.Problem;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.Move;
import io.pharos.tenancy.http.Poll;
import io.pharos.tsdb.queue.DiskQueue;
import io.pharos.tsdb.write.CopyStore.Way;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The second copies of tenants on the move: on disk before a sender is told that its data is stored, and brought to the
 * other engine in order, oldest first. What that refuses for good is left out and shows in the hours' counts.
 */
final class Copies implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Copies.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration TOLD_EVERY = Duration.ofSeconds(5);
    private static final long LONGEST_SECONDS = 60;

    private final CopyStore store;
    private final Courier courier;
    private final Map<Way, Line> lines = new ConcurrentHashMap<>();

    /** Brings a copy to an engine. */
    interface Courier {
        Future<WriteOutcome> deliver(EngineRoute route, Copy copy);
    }

    Copies(CopyStore store, Courier courier) {
        this.store = store;
        this.courier = courier;
        store.left().forEach(this::line);
    }

    /** Completes once the copy is on disk. */
    Future<Void> keep(Vertx vertx, TenantBatch batch) {
        EngineRoute route = batch.route();
        Move move = Objects.requireNonNull(route.tenant().residency().moves().get(route.environment()));
        Way way = new Way(route.tenant().id(), route.environment(), move.to());
        byte[] bytes = Copy.of(batch).bytes();
        return vertx.executeBlocking(
                () -> {
                    line(way).queue.add(bytes);
                    return null;
                },
                true);
    }

    private Line line(Way way) {
        return lines.computeIfAbsent(way, Line::new);
    }

    /** One environment's copies, in order. */
    private final class Line {
        private final Way way;
        private final DiskQueue queue;
        private final Poll drain;
        private final Poll telling;

        Line(Way way) {
            this.way = way;
            this.queue = store.queue(way);
            this.drain = Poll.start("copies-" + way, this::drain);
            this.telling = Poll.start("copies-told-" + way, this::tell);
        }

        private Duration drain() throws InterruptedException {
            Optional<DiskQueue.Head> head = queue.head();
            if (head.isEmpty()) {
                return IDLE;
            }
            Optional<EngineRoute> route = store.route(way);
            if (route.isPresent() && !arrived(route.get(), Copy.read(head.get().batch()))) {
                return store.retry();
            }
            queue.remove(head.get());
            return Duration.ZERO;
        }

        private boolean arrived(EngineRoute route, Copy copy) throws InterruptedException {
            try {
                return switch (courier.deliver(route, copy)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                    case WriteOutcome.Stored stored -> true;
                    case WriteOutcome.Throttled throttled -> false;
                    case WriteOutcome.Partly partly -> {
                        LOG.warnf("the other engine refused a part of a copy: way=%s", way);
                        yield true;
                    }
                    case WriteOutcome.Refused refused -> {
                        LOG.warnf("the other engine refused a copy: way=%s reason=%s", way, refused.reason());
                        yield true;
                    }
                };
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Problem) {
                    return false;
                }
                throw new IllegalStateException("a copy was not written by our own defect", e);
            } catch (TimeoutException e) {
                return false;
            }
        }

        private Duration tell() {
            store.tell(way, new MoveGap(way.to(), queue.size(), queue.bytes(), queue.dropped(), Instant.now()));
            return TOLD_EVERY;
        }

        void close() {
            drain.close();
            telling.close();
        }
    }

    @Override
    public void close() {
        lines.values().forEach(Line::close);
    }
}
