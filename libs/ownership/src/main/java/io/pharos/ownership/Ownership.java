package io.pharos.ownership;

import io.pharos.model.Problem;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which items of recurring work this replica does: an item has one owner at a time, a replica that stops hands its items
 * over at once, and those of one that dies go on elsewhere after a lease. PostgreSQL holds owners and epochs; while it is
 * away, owners keep what they have.
 */
public class Ownership {
    private final Database database;
    private final Clock clock;
    private final Duration lease;
    private final String self = UUID.randomUUID().toString();
    private volatile Tenure tenure = Tenure.NONE;

    /** A replica of its own; {@link #beat} is what keeps it alive. */
    public Ownership(Database database, Clock clock, Duration lease) {
        this.database = database;
        this.clock = clock;
        this.lease = lease;
    }

    /** Whether this replica does the item's work now. */
    public boolean holds(String item) {
        return epoch(item).isPresent();
    }

    /** The epoch in which this replica owns the item; empty where it does not. A later owner's is always greater. */
    public Optional<Long> epoch(String item) {
        return tenure.epoch(Share.of(item), clock.instant(), lease);
    }

    /** How many of the shares this replica has. */
    int shares() {
        return tenure.epochs().size();
    }

    /** Says that this replica lives, gives up and takes what it should; called by one thread. */
    public void beat() {
        Instant asked = clock.instant();
        try {
            Map<Integer, Long> mine = database.transact(this::share);
            tenure = tenure.confirmed(mine, asked);
        } catch (Problem unavailable) {
            tenure = tenure.refused(asked);
            throw unavailable;
        }
    }

    /** Gives up everything, so that others need not wait for the lease. */
    void leave() {
        tenure = Tenure.NONE;
        database.transact(session -> {
            OwnershipStore.leave(session, self);
            return self;
        });
    }

    private Map<Integer, Long> share(Session session) {
        Set<String> living = OwnershipStore.beat(session, self, lease);
        List<Move> moves = Sharing.decide(self, living, OwnershipStore.shares(session));
        moves.forEach(move -> OwnershipStore.make(session, self, move));
        Map<Integer, Long> mine = new HashMap<>();
        for (Share share : OwnershipStore.shares(session)) {
            if (self.equals(share.owner())) {
                mine.put(share.number(), share.epoch());
            }
        }
        return mine;
    }
}
