package io.pharos.promql.check;

import io.pharos.promql.PromqlError;
import io.pharos.promql.PromqlException;
import io.pharos.promql.ast.SourceRange;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with one query, in the order in which it was found. */
public final class Findings {
    private record Finding(SourceRange range, String message) {}

    private final byte[] query;
    private final List<Finding> found = new ArrayList<>(0);

    public Findings(byte[] query) {
        this.query = query;
    }

    public void add(SourceRange range, String message) {
        found.add(new Finding(range, message));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public byte[] query() {
        return query;
    }

    /** Refuses the query if anything was found. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new PromqlException(errors());
        }
    }

    private List<PromqlError> errors() {
        Lines lines = new Lines(query);
        List<PromqlError> errors = new ArrayList<>(found.size());
        for (Finding finding : found) {
            errors.add(new PromqlError(finding.message, finding.range, lines.position(finding.range.start())));
        }
        return errors;
    }
}
