package io.pharos.gateway.matrix;

/**
 * One series of a result.
 *
 * @param metric its labels, as the engine wrote them in JSON
 * @param values its floats, by the text between their quotes
 * @param histograms its native histograms, in JSON
 */
public record Series(String metric, Points values, Points histograms) {
    Series during(Steps steps) {
        return new Series(metric, values.during(steps), histograms.during(steps));
    }

    boolean isEmpty() {
        return values.isEmpty() && histograms.isEmpty();
    }
}
