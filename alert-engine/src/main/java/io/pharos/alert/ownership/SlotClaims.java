package io.pharos.alert.ownership;

import io.pharos.alert.ownership.OwnerStore.Wanted;
import io.pharos.alert.run.Claim;
import io.pharos.alert.schedule.GroupKey;
import io.pharos.model.Problem;
import io.pharos.sql.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Claims slots for this replica: all that wait at a moment in one statement, so that thousands of groups cost
 * PostgreSQL a few statements a second. While it is away, claims are UNKNOWN at once and it is asked now and then.
 */
final class SlotClaims implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SlotClaims.class);
    private static final int AT_ONCE = 1_000;
    /** A database that is slow is not away: a slot that is missed for it is counted, one without a claim may be had twice. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final long PAUSE_NANOS = Duration.ofSeconds(2).toNanos();

    private record Asked(Wanted wanted, CompletableFuture<Claim> claim) {}

    private final Database database;
    private final OwnerStore store;
    private final Member me;
    private final BlockingQueue<Asked> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private long awayUntil = System.nanoTime();

    SlotClaims(Database database, OwnerStore store, Member me) {
        this.database = database.within(DEADLINE);
        this.store = store;
        this.me = me;
        this.thread = Thread.ofVirtual().name("slot-claims").start(this::loop);
    }

    Claim claim(GroupKey group, long epoch, Instant slot) {
        Asked asked = new Asked(new Wanted(group, epoch, slot), new CompletableFuture<>());
        queue.add(asked);
        return asked.claim().join();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void loop() {
        try {
            while (true) {
                List<Asked> batch = new ArrayList<>(List.of(queue.take()));
                queue.drainTo(batch, AT_ONCE);
                answer(batch);
            }
        } catch (InterruptedException e) {
            queue.forEach(asked -> asked.claim().complete(Claim.TAKEN));
            Thread.currentThread().interrupt();
        }
    }

    private void answer(List<Asked> batch) {
        if (System.nanoTime() - awayUntil < 0) {
            batch.forEach(asked -> asked.claim().complete(Claim.UNKNOWN));
            return;
        }
        try {
            List<Wanted> wanted = batch.stream().map(Asked::wanted).toList();
            Set<GroupKey> granted = database.query(session -> store.claim(session, me, wanted)).stream()
                    .map(Holding::group)
                    .collect(Collectors.toCollection(HashSet::new));
            batch.forEach(asked ->
                    asked.claim().complete(granted.remove(asked.wanted().group()) ? Claim.GRANTED : Claim.TAKEN));
        } catch (Problem away) {
            awayUntil = System.nanoTime() + PAUSE_NANOS;
            LOG.warnf("slots cannot be claimed, groups go on without: %s", away.code());
            batch.forEach(asked -> asked.claim().complete(Claim.UNKNOWN));
        } catch (RuntimeException e) {
            LOG.error("slots could not be claimed", e);
            batch.forEach(asked -> asked.claim().complete(Claim.UNKNOWN));
        }
    }
}
