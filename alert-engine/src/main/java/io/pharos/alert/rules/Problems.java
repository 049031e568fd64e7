package io.pharos.alert.rules;

import io.pharos.alert.rules.yaml.YamlNode;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects what is wrong with a file, up to a number that a person would still read. */
public final class Problems {
    private static final int MOST = 100;

    private static final Comparator<RuleProblem> BY_PLACE = Comparator.comparingInt(
                    (RuleProblem problem) -> problem.place().line())
            .thenComparingInt(problem -> problem.place().column());

    private final Set<RuleProblem> found = new LinkedHashSet<>();

    public void at(YamlNode node, String message) {
        if (found.size() < MOST) {
            found.add(new RuleProblem(new Place(node.line(), node.column()), message));
        }
    }

    /** Refuses with a {@link RuleFileException} where anything was found. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new RuleFileException(found.stream().sorted(BY_PLACE).toList());
        }
    }
}
