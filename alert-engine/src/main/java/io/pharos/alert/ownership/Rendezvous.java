package io.pharos.alert.ownership;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.alert.schedule.GroupKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Shares groups out over replicas by rendezvous hashing: all who know the same replicas agree, and when one comes or
 * goes, only the groups that it gets or had move.
 */
final class Rendezvous {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Rendezvous() {}

    /** Whose the group is; empty where none of them serves its tenant. */
    static Optional<Member> owner(GroupKey key, Collection<Member> members) {
        long group = key.stableHash();
        return members.stream()
                .filter(member -> member.serves(key.tenant()))
                .max(Comparator.comparingLong((Member member) -> score(group, member))
                        .thenComparing(Member::id));
    }

    private static long score(long group, Member member) {
        long score = group;
        for (byte b : member.id().getBytes(UTF_8)) {
            score = (score ^ (b & 0xff)) * GOLDEN;
            score ^= score >>> 29;
        }
        return score;
    }
}
