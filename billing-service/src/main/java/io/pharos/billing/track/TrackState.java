package io.pharos.billing.track;

import java.util.Locale;

/** How far a tenant is on a track; the order is the way forward. */
enum TrackState {
    LEGACY,
    SHADOW,
    COMPARED,
    CANARY,
    NEW,
    RETIRED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TrackState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
