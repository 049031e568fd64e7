package io.pharos.ownership;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Decides which shares a replica takes and gives up: by rendezvous hashing, so that a replica that comes or goes moves
 * only its own part. A share that a living replica has is never taken from it; it gives it up by itself.
 */
final class Sharing {
    private Sharing() {}

    static List<Move> decide(String self, Set<String> living, List<Share> shares) {
        List<Move> moves = new ArrayList<>();
        for (Share share : shares) {
            boolean mine = self.equals(share.owner());
            boolean meant = self.equals(meant(share.number(), living));
            if (mine && !meant) {
                moves.add(new Move.GiveUp(share.number(), share.epoch()));
            } else if (!mine && meant && isFree(share, living)) {
                moves.add(new Move.Take(share.number(), share.epoch()));
            }
        }
        return moves;
    }

    private static boolean isFree(Share share, Set<String> living) {
        return share.owner() == null || !living.contains(share.owner());
    }

    private static String meant(int share, Set<String> living) {
        return living.stream()
                .max(Comparator.comparingLong((String replica) -> weight(share, replica))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse("");
    }

    private static long weight(int share, String replica) {
        return Hash.of((replica + '/' + share).getBytes(UTF_8));
    }
}
