package io.pharos.gateway.isolation;

import io.pharos.gateway.isolation.CanaryPlan.Ring;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many pairs were not tried when it was their turn, or got no answer then, and not in a later cycle either. Counted
 * by the ring's steps, since there are too many pairs to be known by name. Thread-safe.
 */
final class CanaryCoverage {
    private final Map<String, Seen> rings = new HashMap<>();
    private Duration allPairs = Duration.ZERO;

    /** What was seen of one ring while it stayed as it is. */
    private static final class Seen {
        private final Ring ring;
        private final int turnsOfRound;
        private final int[] untried;
        private long round;
        private int answered;
        /** Whether all turns of the round fall into the time since the ring is known. */
        private boolean whole;

        Seen(Ring ring, int turnsOfRound, long round) {
            this.ring = ring;
            this.turnsOfRound = turnsOfRound;
            this.untried = new int[ring.rounds()];
            this.round = round;
            this.whole = turnsOfRound == 1;
        }

        /** Ends the round before this one, and counts those between, of which there was no turn. */
        void advance(long to) {
            if (to == round) {
                return;
            }
            if (whole) {
                untried[ring.steps(round) - 1] = ring.triers().size() - answered;
            }
            // Of what was passed over, two cycles' length holds every number of steps.
            for (long passed = Math.max(round + 1, to - 2L * ring.rounds()); passed < to; passed++) {
                untried[ring.steps(passed) - 1] = ring.triers().size();
            }
            round = to;
            answered = 0;
            whole = true;
        }
    }

    /** A turn begins in which these are tried. Tenants who are new in an engine begin its count anew. */
    synchronized void begin(CanaryPlan plan, long turn) {
        allPairs = plan.allPairs();
        List<Ring> all = plan.rings();
        rings.keySet().retainAll(all.stream().map(Ring::engine).toList());
        for (Ring ring : all) {
            Seen seen = rings.get(ring.engine());
            if (seen == null || !seen.ring.equals(ring) || seen.turnsOfRound != plan.turnsOfRound()) {
                rings.put(ring.engine(), new Seen(ring, plan.turnsOfRound(), plan.round(turn)));
            } else {
                seen.advance(plan.round(turn));
            }
        }
    }

    /** An attempt of that engine's ring was answered. */
    synchronized void answered(String engine) {
        Seen seen = rings.get(engine);
        if (seen != null) {
            seen.answered++;
        }
    }

    synchronized long overdue() {
        return rings.values().stream()
                .flatMapToInt(seen -> Arrays.stream(seen.untried))
                .asLongStream()
                .sum();
    }

    /** The time within which every pair is tried. */
    synchronized Duration allPairs() {
        return allPairs;
    }
}
