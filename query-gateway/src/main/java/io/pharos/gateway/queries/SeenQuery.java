package io.pharos.gateway.queries;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** One query as it was answered: who asked, what, when it ended, and what it took. */
public record SeenQuery(
        TenantId tenant,
        Environment environment,
        String endpoint,
        String user,
        String text,
        Instant at,
        Duration took,
        long samples,
        long bytes) {
    private static final int LONGEST_TEXT = 2_048;

    /** Queries that are counted together: one text of one tenant, environment and endpoint, within an hour. */
    record Key(TenantId tenant, Environment environment, String endpoint, Instant hour, String fingerprint) {}

    Key key() {
        return new Key(tenant, environment, endpoint, at.truncatedTo(ChronoUnit.HOURS), digest(text));
    }

    /** The text as far as it is kept. */
    String shownText() {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
