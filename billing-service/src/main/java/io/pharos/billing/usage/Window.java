package io.pharos.billing.usage;

import io.pharos.model.Kind;
import io.pharos.model.Problem;

/** How usage is cut over time, on the clock of a time zone. */
public enum Window {
    HOUR,
    DAY,
    MONTH,
    /** Not at all. */
    TOTAL;

    static Window parse(String text) {
        for (Window window : values()) {
            if (window.word().equals(text)) {
                return window;
            }
        }
        throw Problem.of(Kind.MALFORMED, "usage.malformed-window", "'window' is one of hour, day, month, total.");
    }

    /** As requests and PostgreSQL spell it. */
    String word() {
        return switch (this) {
            case HOUR -> "hour";
            case DAY -> "day";
            case MONTH -> "month";
            case TOTAL -> "total";
        };
    }
}
