package io.pharos.tenancy.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.pharos.model.Dialect;
import io.pharos.model.Environment;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.Alerting;
import io.pharos.tenancy.directory.DirectorySnapshot;
import io.pharos.tenancy.directory.Engine;
import io.pharos.tenancy.directory.EngineKind;
import io.pharos.tenancy.directory.IngestLimits;
import io.pharos.tenancy.directory.Isolation;
import io.pharos.tenancy.directory.LabelConflict;
import io.pharos.tenancy.directory.Limits;
import io.pharos.tenancy.directory.Plan;
import io.pharos.tenancy.directory.Residency;
import io.pharos.tenancy.directory.Revocations;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.json.PharosModule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The suite's own three tenants and a suspended one, as tests need them. */
public final class Tenants {
    public static final TenantId ACME = new TenantId("acme");
    public static final TenantId INITECH = new TenantId("initech");
    public static final TenantId GLOBEX = new TenantId("globex");
    public static final TenantId HOOLI = new TenantId("hooli");

    private Tenants() {}

    public static Tenant tenant(TenantId id, Status status, String engine) {
        return new Tenant(
                id,
                id.value(),
                Plan.FREE,
                status,
                Isolation.SHARED,
                Residency.ANYWHERE,
                Map.of(Environment.PROD, engine),
                Limits.DEFAULT,
                LabelConflict.REFUSE,
                Alerting.SHARED,
                1);
    }

    /** An active tenant of which a budget has closed that scope. */
    public static Tenant capped(TenantId id, Scope closed, String engine) {
        Tenant open = tenant(id, Status.ACTIVE, engine);
        return new Tenant(
                open.id(),
                open.name(),
                new Plan("capped", Set.of(), Map.of(closed.value(), 0L)),
                open.status(),
                open.isolation(),
                open.residency(),
                open.environments(),
                open.limits(),
                open.labelConflict(),
                open.alerting(),
                open.version());
    }

    public static Engine engine(String id, String url) {
        return new Engine(
                id,
                EngineKind.PROMETHEUS,
                Dialect.parse("prometheus-2.42").orElseThrow(),
                url + "/api/v1/write",
                url,
                null,
                Map.of(),
                null);
    }

    /** Limits on writes from JSON, as an operator writes them. */
    public static IngestLimits ingest(String json) {
        return read(json, IngestLimits.class);
    }

    /** A policy on where data may lie from JSON, as an operator writes it. */
    public static Residency residency(String json) {
        return read(json, Residency.class);
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return PharosModule.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** {@code acme} and {@code initech} share an engine, {@code globex} has its own, {@code hooli} is suspended. */
    public static DirectorySnapshot snapshot(long revision, Revocations revocations) {
        return new DirectorySnapshot(
                revision,
                Instant.now(),
                List.of(
                        tenant(ACME, Status.ACTIVE, "shared"),
                        tenant(INITECH, Status.ACTIVE, "shared"),
                        tenant(GLOBEX, Status.ACTIVE, "globex"),
                        tenant(HOOLI, Status.SUSPENDED, "shared")),
                List.of(engine("shared", "http://127.0.0.1:19090"), engine("globex", "http://127.0.0.1:19091")),
                revocations);
    }

    public static DirectorySnapshot snapshot() {
        return snapshot(1, Revocations.NONE);
    }
}
