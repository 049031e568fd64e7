package io.pharos.gateway.quota;

import io.pharos.model.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Whose requests are counted together: one user of one tenant, through whichever client and gateway. */
public record QuotaKey(TenantId tenant, String user) {
    private static final int LONGEST_PLAIN_USER = 128;

    /** The key in Redis: {@code pharos:quota:{tenant}:user:{user}}, of bounded length. */
    public String redisKey() {
        return "pharos:quota:" + tenant.value() + ":user:" + (user.length() <= LONGEST_PLAIN_USER ? user : digest());
    }

    private String digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(user.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
