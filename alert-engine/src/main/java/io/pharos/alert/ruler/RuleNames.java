package io.pharos.alert.ruler;

import io.pharos.model.Kind;
import io.pharos.model.Problem;

/** Holds names of namespaces and groups to what can stand in a path. */
final class RuleNames {
    private static final int LONGEST = 200;

    private RuleNames() {}

    static void check(String namespace, String group) {
        require("namespace", namespace);
        require("group", group);
    }

    private static void require(String what, String name) {
        boolean strange = name.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
        if (name.isBlank() || name.length() > LONGEST || strange || name.equals(".") || name.equals("..")) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "ruler.malformed-name",
                    "A " + what + "'s name is 1 to " + LONGEST
                            + " characters, without slashes, backslashes and control characters, since it stands in paths.");
        }
    }
}
