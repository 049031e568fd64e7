package io.pharos.promql.generate;

import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;

/**
 * A sequence of decisions out of which a query is written. Once it is used up every decision is the first alternative,
 * so grammars put their simplest one first, every query ends, and a failing sequence shrinks to a simple query.
 */
public final class Choices {
    private static final int LENGTH = 60;
    private static final int VALUES = 5040;

    private final List<Integer> decisions;
    private int next;

    public Choices(List<Integer> decisions) {
        this.decisions = List.copyOf(decisions);
    }

    public static Arbitrary<Choices> all() {
        return Arbitraries.integers()
                .between(0, VALUES - 1)
                .withDistribution(RandomDistribution.uniform())
                .withoutEdgeCases()
                .list()
                .ofMinSize(1)
                .ofMaxSize(LENGTH)
                .withSizeDistribution(RandomDistribution.uniform())
                .map(Choices::new);
    }

    public String of(String... alternatives) {
        return alternatives[below(alternatives.length)];
    }

    @SafeVarargs
    public final String of(Supplier<String>... alternatives) {
        return alternatives[below(alternatives.length)].get();
    }

    /** Usually nothing. */
    public String sometimes(String... alternatives) {
        return below(3) == 1 ? of(alternatives) : "";
    }

    public int below(int bound) {
        return next < decisions.size() ? decisions.get(next++) % bound : 0;
    }
}
