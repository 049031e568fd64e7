package io.pharos.wire.otlp;

import java.time.Duration;
import java.util.Set;

/**
 * How OTLP is mapped: Prometheus's own settings of the section {@code otlp}.
 *
 * @param names how metrics and labels are named
 * @param promoted the resource attributes that every series gets as labels
 * @param keepIdentifying whether {@code target_info} has service.name and the like too, besides job and instance
 * @param promoteScope whether every series gets the scope's name, version and attributes as labels
 * @param lookback how far apart the engine lets samples of one series lie; target_info is repeated at half of it
 */
public record OtlpSettings(
        TranslationStrategy names,
        Set<String> promoted,
        boolean keepIdentifying,
        boolean promoteScope,
        Duration lookback) {
    /** Prometheus's defaults. */
    public static final OtlpSettings DEFAULT = new OtlpSettings(
            TranslationStrategy.UNDERSCORE_ESCAPING_WITH_SUFFIXES, Set.of(), false, false, Duration.ofMinutes(5));

    public OtlpSettings {
        promoted = Set.copyOf(promoted);
    }
}
