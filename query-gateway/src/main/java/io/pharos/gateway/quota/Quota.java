package io.pharos.gateway.quota;

/** At most so many requests of a key in any second. */
public record Quota(QuotaKey key, int perSecond) {
    public Quota {
        if (perSecond < 0) {
            throw new IllegalArgumentException("a quota is not negative");
        }
    }
}
