package io.pharos.router.limits;

/** So many a second on average, and so many at once; both at least a little above nothing. */
public record Rate(double perSecond, long burst) {
    public Rate {
        if (!(perSecond > 0) || burst < 1) {
            throw new IllegalArgumentException("a rate needs perSecond > 0 and burst >= 1");
        }
    }
}
