package io.pharos.model;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A tenant's name: 1 to 40 characters, {@code ^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$}, so that it can stand in a host
 * name, a Kubernetes Service name and a label value. Reserved words are not tenants.
 */
public record TenantId(String value) implements Comparable<TenantId> {
    /** The label that every series of a tenant carries. */
    public static final String LABEL = "tenant_id";

    /** The request header that names the tenant. */
    public static final String HEADER = "X-Tenant-ID";

    private static final Pattern FORM = Pattern.compile("[a-z]([-a-z0-9]{0,38}[a-z0-9])?");
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

    private static boolean isValid(String value) {
        return FORM.matcher(value).matches() && !RESERVED.contains(value);
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
