package io.pharos.gateway.matrix;

import java.util.List;
import java.util.OptionalLong;

/**
 * What an engine said to a range query.
 *
 * @param warnings its warnings and infos, each as {@code name} and text
 * @param samples how many samples it read for that, where it told
 */
public record RangeResult(Matrix matrix, List<Remark> warnings, OptionalLong samples) {
    /** A remark on a result: {@code kind} is {@code warnings} or {@code infos}. */
    public record Remark(String kind, String text) {}

    public RangeResult {
        warnings = List.copyOf(warnings);
    }
}
