package io.pharos.promql.dialect;

import io.pharos.promql.ast.SourceRange;

/** A part of a query that the engine does not know: what, why not, and where it stands. */
public record Unsupported(String feature, String reason, SourceRange range) {
    public String sentence() {
        return feature + " " + reason;
    }
}
