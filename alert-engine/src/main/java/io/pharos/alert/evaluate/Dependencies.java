package io.pharos.alert.evaluate;

import io.pharos.alert.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * In which order the rules of a group must run for the result to be that of one after the other. Rules of one batch
 * may run at once. Unlike Prometheus's map ({@code rules/group.go}), a rule that reads a later one is also kept before
 * it, so that it sees the last round's result in either case.
 */
public final class Dependencies {
    private final List<List<Integer>> batches;
    private final boolean[] readLater;

    private Dependencies(List<List<Integer>> batches, boolean[] readLater) {
        this.batches = batches;
        this.readLater = readLater;
    }

    public static Dependencies of(List<Rule> rules) {
        List<Reads> reads = rules.stream().map(Reads::of).toList();
        int[] batch = new int[rules.size()];
        boolean[] readLater = new boolean[rules.size()];
        for (int later = 0; later < rules.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                boolean readsEarlier = reads.get(later).reads(rules.get(earlier));
                readLater[earlier] |= readsEarlier;
                if (readsEarlier || reads.get(earlier).reads(rules.get(later))) {
                    batch[later] = Math.max(batch[later], batch[earlier] + 1);
                }
            }
        }
        return new Dependencies(grouped(batch), readLater);
    }

    /** Positions of rules, batch by batch. */
    public List<List<Integer>> batches() {
        return batches;
    }

    /** Whether a later rule of the group reads this one's result, which then must be stored before that runs. */
    public boolean isReadLater(int rule) {
        return readLater[rule];
    }

    private static List<List<Integer>> grouped(int[] batch) {
        List<List<Integer>> batches = new ArrayList<>();
        for (int rule = 0; rule < batch.length; rule++) {
            while (batches.size() <= batch[rule]) {
                batches.add(new ArrayList<>());
            }
            batches.get(batch[rule]).add(rule);
        }
        return batches.stream().map(List::copyOf).toList();
    }
}
