package io.pharos.gateway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tsdb.late.LateLog;
import io.pharos.tsdb.read.TenantRead;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** Where all windows of one query are kept: by whatever its result depends on, save where the window begins and ends. */
public record RangeKey(TenantId tenant, Environment environment, String digest) {
    static RangeKey of(EngineRoute route, TenantRead.Ranged range, long step) {
        String parts = String.join(
                "\n",
                route.engine().id(),
                route.engine().dialect().toString(),
                route.queryUrl(),
                new TreeMap<>(route.headers()).toString(),
                Long.toString(route.tenant().version()),
                range.query().text(),
                Long.toString(step),
                Long.toString(Math.floorMod(range.start().toEpochMilli(), step)),
                String.valueOf(range.options().lookback()),
                String.valueOf(range.options().limit()));
        return new RangeKey(route.tenant().id(), route.environment(), sha256(parts));
    }

    /** Of the result. */
    String redisKey() {
        return prefix(tenant) + environment.value() + ':' + digest;
    }

    /** Of the log of late samples. */
    String logKey() {
        return LateLog.key(tenant, environment);
    }

    /** What the keys of all results of a tenant begin with. */
    static String prefix(TenantId tenant) {
        return "pharos:qcache:{" + tenant.value() + "}:range:";
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
