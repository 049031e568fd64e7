package io.pharos.promql;

import java.util.List;

/** A query that was refused; its message is that of its first error, as Prometheus does it. */
public final class PromqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<PromqlError> errors;

    public PromqlException(List<PromqlError> errors) {
        // No stack trace: a refusal is an answer, and attackers can ask for many.
        super(errors.getFirst().text(), null, false, false);
        this.errors = List.copyOf(errors);
    }

    /** All that is wrong, in the order in which it was found; never empty. */
    public List<PromqlError> errors() {
        return errors;
    }
}
