package io.pharos.promql;

import io.pharos.promql.ast.SourceRange;

/** One thing wrong with a query: the message is Prometheus's, the range is in bytes, the position is line and column. */
public record PromqlError(String message, SourceRange range, String position) {
    /** As Prometheus prints it: {@code 1:5: parse error: …}. */
    public String text() {
        return position + ": parse error: " + message;
    }
}
