package io.pharos.gateway.lease;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import java.util.regex.Pattern;

/** A key of one tenant in one of its namespaces. What it may consist of leaves no way out of the tenant's own keys. */
record LeasedKey(TenantId tenant, String namespace, String key) {
    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:~-]{1,256}");

    LeasedKey {
        if (!NAMESPACE.matcher(namespace).matches() || !KEY.matcher(key).matches()) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "lease.malformed-key",
                    "A namespace is 1 to 64 of A-Z a-z 0-9 . _ -, and a key 1 to 256 of these, : and ~.");
        }
    }

    /** The name within the tenant. */
    String name() {
        return namespace + '/' + key;
    }

    /** What all of a tenant's keys in Redis begin with; the braces keep them together in a Redis Cluster. */
    static String prefix(TenantId tenant) {
        return "pharos:lease:{" + tenant.value() + "}:";
    }
}
