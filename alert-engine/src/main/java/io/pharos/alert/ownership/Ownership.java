package io.pharos.alert.ownership;

import io.pharos.alert.memory.GroupMemory;
import io.pharos.alert.memory.MemoryCodec;
import io.pharos.alert.memory.MemoryStore;
import io.pharos.alert.run.Claim;
import io.pharos.alert.run.Tenure;
import io.pharos.alert.schedule.GroupKey;
import io.pharos.model.Problem;
import io.pharos.sql.Database;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** This replica's part in sharing the groups out; everything it says is what PostgreSQL said. */
@Singleton
public final class Ownership {
    private static final Logger LOG = Logger.getLogger(Ownership.class);
    /** No longer: the next evaluation waits for it. */
    private static final Duration KEEPING = Duration.ofSeconds(2);

    private final Database database;
    private final OwnerStore store;
    private final MemoryStore memories;
    private final Presence probe;
    private final ReplicaConfig config;
    private final Member me;
    private final SlotClaims claims;

    @Inject
    Ownership(Database database, OwnerStore store, MemoryStore memories, Presence probe, ReplicaConfig config) {
        this.database = database;
        this.store = store;
        this.memories = memories;
        this.probe = probe;
        this.config = config;
        this.me = new Member(
                UUID.randomUUID().toString(),
                config.address().toString(),
                config.tenants().orElse(Set.of()));
        this.claims = new SlotClaims(database, store, me);
    }

    /** A group that is ours from now on, and what is remembered of it; empty where nothing is. */
    public record Taken(Holding holding, Optional<GroupMemory> memory) {}

    /** What came of one look at the others: what is ours now, and what is another's. */
    public record Turn(List<Member> alive, List<Taken> taken, List<Holding> giveUp, Map<GroupKey, Holding> held) {}

    public Member me() {
        return me;
    }

    /** Joins the others. */
    public void join() {
        database.transact(session -> {
            store.comeAfter(session, me);
            store.sayAlive(session, me);
            return true;
        });
    }

    /** Says that we live. */
    public void beat() {
        database.query(session -> {
            store.sayAlive(session, me);
            return true;
        });
    }

    /** Says that we live, looks who else does, and takes what is ours and free. */
    public Turn look(Set<GroupKey> groups) {
        List<Member> alive = database.query(session -> {
            store.sayAlive(session, me);
            return store.alive(session, config.timeout());
        });
        List<Holding> held = database.query(session -> store.holdings(session));
        List<Member> living = withThoseWhoAnswer(alive, held);
        Map<GroupKey, Holding> byGroup = held.stream().collect(Collectors.toMap(Holding::group, holding -> holding));
        Set<GroupKey> served =
                groups.stream().filter(group -> me.serves(group.tenant())).collect(Collectors.toSet());
        Sharing sharing = Sharing.decide(served, byGroup, living, me);
        Map<GroupKey, Holding> mine = held.stream()
                .filter(holding -> me.id().equals(holding.owner()))
                .collect(Collectors.toMap(Holding::group, holding -> holding));
        return new Turn(living, take(sharing.take(), living), sharing.giveUp(), mine);
    }

    /** Owners that PostgreSQL has not heard of for a while, but that answer us: they are cut off from it, and go on. */
    private List<Member> withThoseWhoAnswer(List<Member> alive, List<Holding> held) {
        Map<String, Member> living = new HashMap<>();
        alive.forEach(member -> living.put(member.id(), member));
        List<Member> all = new ArrayList<>(alive);
        Set<String> silent = held.stream()
                .flatMap(holding -> Optional.ofNullable(holding.owner()).stream())
                .filter(owner -> !living.containsKey(owner))
                .collect(Collectors.toSet());
        for (String owner : silent) {
            database.query(session -> store.addressOf(session, owner))
                    .filter(address -> probe.isThere(address, owner))
                    .ifPresent(address -> all.add(new Member(owner, address, Set.of())));
        }
        return all;
    }

    private List<Taken> take(List<Holding> wanted, List<Member> living) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<GroupKey> groups = wanted.stream().map(Holding::group).toList();
        List<String> ids = living.stream().map(Member::id).toList();
        List<Holding> got = database.query(session -> store.take(session, me, groups, ids));
        LOG.infof("groups taken: %d", got.size());
        Set<GroupKey> givenUp = wanted.stream()
                .filter(holding -> holding.owner() == null)
                .map(Holding::group)
                .collect(Collectors.toSet());
        return got.stream()
                .map(holding -> givenUp.contains(holding.group()) ? remembered(holding) : inherited(holding))
                .toList();
    }

    /**
     * What is remembered of a group that we hold and that nobody gave up: what its owner took for sent may have died
     * with it, so that it is sent again.
     */
    public Taken inherited(Holding holding) {
        return new Taken(holding, remembered(holding).memory().map(GroupMemory::untold));
    }

    private Taken remembered(Holding holding) {
        Optional<byte[]> kept = database.query(session -> memories.kept(session, holding.group()));
        try {
            return new Taken(holding, kept.map(MemoryCodec::unpack));
        } catch (IllegalArgumentException e) {
            LOG.errorf(
                    "what is remembered of a group cannot be read: tenant=%s group=%s: %s",
                    holding.group().tenant(), holding.group().group(), e.getMessage());
            return new Taken(holding, Optional.empty());
        }
    }

    /** The hold on a group that was taken. */
    public Tenure tenure(Holding holding) {
        return new Tenure() {
            @Override
            public Claim claim(Instant slot) {
                return claims.claim(holding.group(), holding.epoch(), slot);
            }

            @Override
            public boolean keep(Instant slot, GroupMemory memory) {
                return kept(holding, slot, memory);
            }
        };
    }

    private boolean kept(Holding holding, Instant slot, GroupMemory memory) {
        byte[] packed = MemoryCodec.pack(memory);
        try {
            return database.within(KEEPING)
                    .query(session -> memories.keep(session, holding.group(), holding.epoch(), slot, packed));
        } catch (Problem away) {
            LOG.debugf("what is remembered of a group cannot be kept now: %s", away.code());
            return false;
        }
    }

    /** Lets others have the group. */
    public void giveUp(Holding holding) {
        database.query(session -> {
            store.giveUp(session, me, holding.group(), holding.epoch());
            return true;
        });
    }

    /** Forgets a group that is not there any more. */
    public void forget(GroupKey group) {
        database.transact(session -> {
            store.forget(session, group);
            memories.forget(session, group);
            return true;
        });
    }

    /** Leaves the others, who may have all groups. */
    public void leave() {
        database.transact(session -> {
            store.leave(session, me);
            return true;
        });
    }

    @PreDestroy
    void close() {
        claims.close();
    }
}
