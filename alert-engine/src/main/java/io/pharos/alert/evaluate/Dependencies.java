package io.pharos.alert.evaluate;

import io.pharos.alert.rules.Rule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * In which order the rules of a group must run for the result to be that of one after the other. Rules of one batch
 * may run at once. Unlike Prometheus's map ({@code rules/group.go}), a rule that reads a later one is also kept before
 * it, so that it sees the last round's result in either case.
 */
public final class Dependencies {
    private final List<List<Integer>> batches;
    private final BitSet readLater;

    private Dependencies(List<List<Integer>> batches, BitSet readLater) {
        this.batches = batches;
        this.readLater = readLater;
    }

    public static Dependencies of(List<Rule> rules) {
        RuleIndex index = RuleIndex.of(rules);
        List<BitSet> reads =
                rules.stream().map(rule -> index.readBy(Reads.of(rule))).toList();
        int[] batch = new int[rules.size()];
        BitSet readLater = new BitSet();
        for (int later = 0; later < rules.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                boolean readsEarlier = reads.get(later).get(earlier);
                if (readsEarlier) {
                    readLater.set(earlier);
                }
                if (readsEarlier || reads.get(earlier).get(later)) {
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
        return readLater.get(rule);
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
