package io.pharos.gateway.quota;

import io.pharos.model.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Whose requests are counted together, through whichever gateway: a user's, a client's, or all of a tenant's. */
public sealed interface QuotaKey {
    TenantId tenant();

    /** The key in Redis, of bounded length. The braces keep a tenant's keys together in a Redis Cluster. */
    String redisKey();

    /** One user of a tenant, through whichever client. */
    record OfUser(TenantId tenant, String user) implements QuotaKey {
        @Override
        public String redisKey() {
            return Names.key(tenant, "user:" + Names.bounded(user));
        }
    }

    /** One client of a tenant, for whichever user. */
    record OfClient(TenantId tenant, String client) implements QuotaKey {
        @Override
        public String redisKey() {
            return Names.key(tenant, "client:" + Names.bounded(client));
        }
    }

    /** Everybody of a tenant. */
    record OfTenant(TenantId tenant) implements QuotaKey {
        @Override
        public String redisKey() {
            return Names.key(tenant, "tenant");
        }
    }

    /** A tenant's leased cache, whose operations are no queries. */
    record OfLease(TenantId tenant) implements QuotaKey {
        @Override
        public String redisKey() {
            return Names.key(tenant, "lease");
        }
    }

    /** The word for whom this counts, for people. */
    default String whose() {
        return switch (this) {
            case OfUser user -> "user";
            case OfClient client -> "client";
            case OfTenant tenant -> "tenant";
            case OfLease lease -> "lease";
        };
    }

    /** How keys are put together. */
    final class Names {
        private static final int LONGEST_PLAIN = 128;

        private Names() {}

        private static String key(TenantId tenant, String rest) {
            return "pharos:quota:{" + tenant.value() + "}:" + rest;
        }

        private static String bounded(String name) {
            return name.length() <= LONGEST_PLAIN ? name : digest(name);
        }

        private static String digest(String name) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
                return "sha256:" + HexFormat.of().formatHex(hash);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
