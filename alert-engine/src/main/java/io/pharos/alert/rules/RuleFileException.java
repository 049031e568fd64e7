package io.pharos.alert.rules;

import java.util.List;
import java.util.stream.Collectors;

/** A rule file that was refused, with everything found wrong in it; nothing of it may be used. */
public final class RuleFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<RuleProblem> problems;

    public RuleFileException(List<RuleProblem> problems) {
        // No stack trace: a refusal is an answer.
        super(problems.stream().map(RuleProblem::text).collect(Collectors.joining("\n")), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** In the order of the file; never empty. */
    public List<RuleProblem> problems() {
        return problems;
    }
}
