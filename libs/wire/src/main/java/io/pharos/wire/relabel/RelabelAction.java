package io.pharos.wire.relabel;

import java.util.Locale;
import java.util.Optional;

/** What a step of relabelling does. */
public enum RelabelAction {
    REPLACE,
    KEEP,
    DROP,
    KEEPEQUAL,
    DROPEQUAL,
    HASHMOD,
    LABELMAP,
    LABELDROP,
    LABELKEEP,
    LOWERCASE,
    UPPERCASE;

    /** The action that a configuration names, in any case. */
    public static Optional<RelabelAction> parse(String word) {
        for (RelabelAction action : values()) {
            if (action.word().equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it writes to, or compares with, a label that has to be named. */
    public boolean needsTarget() {
        return switch (this) {
            case REPLACE, KEEPEQUAL, DROPEQUAL, HASHMOD, LOWERCASE, UPPERCASE -> true;
            case KEEP, DROP, LABELMAP, LABELDROP, LABELKEEP -> false;
        };
    }
}
