package io.pharos.alert.template.function;

/** A template that was read and cannot be expanded with these data. */
public final class ExpansionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    public ExpansionException(String problem) {
        super(problem, null, false, false);
        this.problem = problem;
    }

    public String problem() {
        return problem;
    }
}
