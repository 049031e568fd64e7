package io.pharos.gateway.quota;

/** How often a caller may ask. */
public sealed interface Quota {
    /** As often as the tenant's own limits let it. */
    record Unlimited() implements Quota {}

    /** At most so many requests in any second. */
    record PerSecond(int requests) implements Quota {
        public PerSecond {
            if (requests < 0) {
                throw new IllegalArgumentException("a quota is not negative");
            }
        }
    }
}
