package io.pharos.promql.dialect;

import org.jspecify.annotations.Nullable;

/**
 * Something in a query that not every engine knows: Prometheus has it since a version, for some versions only behind
 * a switch ({@code stable} is null where it still is), up to a version ({@code gone} is null where it still has it), and
 * VictoriaMetrics has it or not.
 */
record Feature(
        String name,
        Version since,
        @Nullable EngineSwitch experimental,
        @Nullable Version stable,
        @Nullable Version gone,
        boolean inVictoriaMetrics) {

    boolean isExperimentalIn(Version version) {
        return experimental != null && (stable == null || version.compareTo(stable) < 0);
    }
}
