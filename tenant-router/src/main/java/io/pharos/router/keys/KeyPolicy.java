package io.pharos.router.keys;

import java.time.Duration;
import java.time.Instant;

/**
 * How keys rotate.
 *
 * @param notice how long a key is listed before it signs: longer than any verifier caches the JWKS
 * @param signing how long a key signs
 * @param overlap how long a key stays listed after it signed last: a token's life and a verifier's cache at least
 */
public record KeyPolicy(Duration notice, Duration signing, Duration overlap) {
    public KeyPolicy {
        if (!notice.isPositive() || signing.compareTo(notice) <= 0 || !overlap.isPositive()) {
            throw new IllegalArgumentException("keys need notice > 0, signing > notice and overlap > 0");
        }
    }

    /** The first key ever: it signs at once, since nobody can have cached a list without it. */
    KeyTimes first(Instant now) {
        return times(now, now);
    }

    /** A key that takes over at {@code signsFrom}, or as soon as everybody can know it. */
    KeyTimes next(Instant now, Instant signsFrom) {
        Instant known = now.plus(notice);
        return times(now, signsFrom.isBefore(known) ? known : signsFrom);
    }

    private KeyTimes times(Instant now, Instant signsFrom) {
        Instant signsUntil = signsFrom.plus(signing);
        return new KeyTimes(now, signsFrom, signsUntil, signsUntil.plus(overlap));
    }
}
