package io.pharos.alert.evaluate;

import io.pharos.alert.rules.Rule;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.VectorSelector;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of a group by the metrics that they write, so that nearly no selector is held against every rule. */
record RuleIndex(List<Rule> rules, Map<String, BitSet> writers) {
    static RuleIndex of(List<Rule> rules) {
        Map<String, BitSet> writers = new HashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            for (String metric : Reads.metricsOf(rules.get(i))) {
                writers.computeIfAbsent(metric, name -> new BitSet()).set(i);
            }
        }
        return new RuleIndex(rules, writers);
    }

    /** The positions of the rules whose results are read. */
    BitSet readBy(Reads reads) {
        BitSet read = new BitSet();
        if (reads.anything()) {
            read.set(0, rules.size());
            return read;
        }
        for (VectorSelector selector : reads.selectors()) {
            candidates(selector).stream()
                    .filter(rule -> Reads.mayRead(selector, rules.get(rule)))
                    .forEach(read::set);
        }
        return read;
    }

    private BitSet candidates(VectorSelector selector) {
        Optional<String> name = selector.matchers().stream()
                .filter(matcher -> matcher.name().equals(LabelMatcher.METRIC_NAME))
                .filter(matcher -> matcher.op() == LabelMatcher.Op.EQUAL)
                .map(LabelMatcher::value)
                .findFirst();
        return name.map(metric -> writers.getOrDefault(metric, new BitSet())).orElseGet(this::all);
    }

    private BitSet all() {
        BitSet all = new BitSet();
        all.set(0, rules.size());
        return all;
    }
}
