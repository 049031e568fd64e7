package io.pharos.alert.schedule;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import java.nio.charset.StandardCharsets;

/** A rule group of a tenant's environment. Its hash is the same on every machine and in every release, since slots hang on it. */
public record GroupKey(TenantId tenant, Environment environment, String namespace, String group) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** A group of the environment prod. */
    public static GroupKey ofProd(TenantId tenant, String namespace, String group) {
        return new GroupKey(tenant, Environment.PROD, namespace, group);
    }

    /** FNV-1a of the parts, each ended by a zero, with the finish of MurmurHash3 so that all bits depend on all. */
    public long stableHash() {
        long hash = FNV_OFFSET;
        for (String part : parts()) {
            for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
                hash = (hash ^ (b & 0xff)) * FNV_PRIME;
            }
            hash *= FNV_PRIME;
        }
        return mixed(hash);
    }

    /** Prod is left out: the slots of its groups are those of tenants with one environment only. */
    private String[] parts() {
        return environment.equals(Environment.PROD)
                ? new String[] {tenant.value(), namespace, group}
                : new String[] {tenant.value(), environment.value(), namespace, group};
    }

    private static long mixed(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
