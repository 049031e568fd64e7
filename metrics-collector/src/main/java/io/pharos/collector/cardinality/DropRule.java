package io.pharos.collector.cardinality;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tsdb.series.SeriesSelector;
import java.util.Map;

/** One rule on series that are left out: a selector as queries have it, of which every condition must hold. */
record DropRule(SeriesSelector selector) {
    /** Reads a selector; a problem MALFORMED where it is none, or would leave everything out. */
    static DropRule parse(String selector) {
        try {
            return new DropRule(SeriesSelector.parse(selector));
        } catch (IllegalArgumentException e) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "drop-rule.malformed",
                    "Give a selector such as http_requests_total{path=~\"/tmp/.*\"}: " + e.getMessage() + ".");
        }
    }

    boolean matches(Map<String, String> labels) {
        return selector.matches(labels);
    }
}
