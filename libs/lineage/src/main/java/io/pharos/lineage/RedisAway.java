package io.pharos.lineage;

/** Redis did not answer, or not in time. */
public final class RedisAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RedisAway(Throwable cause) {
        super("Redis did not answer: " + cause, cause);
    }
}
