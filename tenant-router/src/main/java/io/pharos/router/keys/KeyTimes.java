package io.pharos.router.keys;

import java.time.Instant;

/** The life of a signing key: listed from its creation, signing for a while, listed until its last token is forgotten. */
public record KeyTimes(Instant createdAt, Instant signsFrom, Instant signsUntil, Instant listedUntil) {
    public KeyTimes {
        if (signsFrom.isBefore(createdAt) || !signsUntil.isAfter(signsFrom) || listedUntil.isBefore(signsUntil)) {
            throw new IllegalArgumentException("a key is created, signs, and is listed, in this order");
        }
    }

    boolean signsAt(Instant now) {
        return !now.isBefore(signsFrom) && now.isBefore(signsUntil);
    }

    boolean listedAt(Instant now) {
        return now.isBefore(listedUntil);
    }
}
