package io.pharos.alert.unittest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which rules the tests saw at work: a recording rule that recorded something, an alert that fired at least once. */
final class Coverage {
    private final Map<String, Boolean> seen = new LinkedHashMap<>();

    void add(List<TestedRule> rules) {
        rules.forEach(rule -> seen.merge(rule.described(), rule.hadResults(), Boolean::logicalOr));
    }

    /** The rules that were never seen at work, in the order of their files. */
    List<String> missing() {
        return seen.entrySet().stream()
                .filter(rule -> !rule.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    int covered() {
        return seen.size() - missing().size();
    }

    int rules() {
        return seen.size();
    }

    /** A sentence, and a line for each rule that no test saw at work. */
    String text() {
        StringBuilder text = new StringBuilder("Coverage: " + covered() + " of " + rules() + " rules\n");
        missing()
                .forEach(rule ->
                        text.append("  never seen at work: ").append(rule).append('\n'));
        return text.toString();
    }
}
