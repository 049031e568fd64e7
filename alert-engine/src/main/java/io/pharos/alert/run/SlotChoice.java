package io.pharos.alert.run;

import java.util.Set;

/** Where in its interval a group is evaluated, and which of its queries others ask at the same time. */
public record SlotChoice(long hash, Set<String> shared) {
    public SlotChoice {
        shared = Set.copyOf(shared);
    }
}
