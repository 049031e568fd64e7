package io.pharos.ownership;

import io.pharos.sql.Session;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Replicas and shares in PostgreSQL. */
final class OwnershipStore {
    private static final String BEAT = """
            insert into ownership_replica (id, seen_at) values ($1, now())
            on conflict (id) do update set seen_at = excluded.seen_at
            """;
    private static final String LIVING = """
            select id from ownership_replica where seen_at > now() - make_interval(secs => $1)
            """;
    private static final String FORGET_DEAD = """
            delete from ownership_replica where seen_at < now() - make_interval(secs => $1)
            """;
    private static final String SHARES = "select number, owner, epoch from ownership_share order by number";
    private static final String TAKE = """
            update ownership_share set owner = $2, epoch = epoch + 1 where number = $1 and epoch = $3
            """;
    private static final String GIVE_UP = """
            update ownership_share set owner = null where number = $1 and owner = $2 and epoch = $3
            """;
    private static final String LEAVE_SHARES = "update ownership_share set owner = null where owner = $1";
    private static final String LEAVE = "delete from ownership_replica where id = $1";

    private static final int DEAD_AFTER_LEASES = 60;

    private OwnershipStore() {}

    static Set<String> beat(Session session, String self, Duration lease) {
        session.change(BEAT, self);
        session.change(FORGET_DEAD, seconds(lease) * DEAD_AFTER_LEASES);
        return Set.copyOf(session.list(LIVING, row -> row.getString("id"), seconds(lease)));
    }

    static List<Share> shares(Session session) {
        return session.list(
                SHARES, row -> new Share(row.getInteger("number"), row.getString("owner"), row.getLong("epoch")));
    }

    static void make(Session session, String self, Move move) {
        switch (move) {
            case Move.Take(int share, long epoch) -> session.change(TAKE, share, self, epoch);
            case Move.GiveUp(int share, long epoch) -> session.change(GIVE_UP, share, self, epoch);
        }
    }

    static void leave(Session session, String self) {
        session.change(LEAVE_SHARES, self);
        session.change(LEAVE, self);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
