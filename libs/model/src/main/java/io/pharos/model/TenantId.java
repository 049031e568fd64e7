package io.pharos.model;

import java.util.Optional;
import java.util.Set;

/**
 * A tenant's name: 1 to 40 characters, {@code ^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$}, so that it can stand in a host
 * name, a Kubernetes Service name and a label value. Reserved words are not tenants.
 */
public record TenantId(String value) implements Comparable<TenantId> {
    /** The label that every series of a tenant carries. */
    public static final String LABEL = "tenant_id";

    /** The request header that names the tenant. */
    public static final String HEADER = "X-Tenant-ID";

    private static final int LONGEST = 40;
    private static final Set<String> RESERVED = Set.of("default", "platform", "pharos");

    public TenantId {
        if (!isValid(value)) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "tenant.malformed-id",
                    "A tenant id is 1 to 40 characters of a-z, 0-9 and '-', starts with a letter, does not end with '-', "
                            + "and is none of 'default', 'platform', 'pharos'.");
        }
    }

    /** The tenant of that name, or empty where the name is not a tenant's; for callers that answer in their own words. */
    public static Optional<TenantId> parse(String value) {
        return isValid(value) ? Optional.of(new TenantId(value)) : Optional.empty();
    }

    /** By its characters, not by a pattern: every event and every request names a tenant. */
    private static boolean isValid(String value) {
        int length = value.length();
        if (length == 0 || length > LONGEST || !isLetter(value.charAt(0)) || value.charAt(length - 1) == '-') {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char c = value.charAt(i);
            if (!isLetter(c) && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return !RESERVED.contains(value);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
