package io.pharos.gateway.lease;

import io.pharos.gateway.quota.Quota;
import io.pharos.gateway.quota.QuotaGuard;
import io.pharos.gateway.quota.QuotaKey;
import io.pharos.gateway.quota.Verdict;
import io.pharos.gateway.request.PrometheusTime;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.pharos.tenancy.directory.TenantDirectory;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's leased cache: bytes by namespace and key, each for a time. Nobody sees another tenant's. The list of scopes
 * is closed and has none for caches: reading takes {@code metrics:read} and writing {@code metrics:write}, the scopes of
 * a tenant's own data on this path; a supplier who leases is a tenant of its own, so its token opens nothing of others.
 */
@Path("/api/v1/cache/{namespace}/{key}")
@Tag(name = "leased cache")
@RunOnVirtualThread
class LeaseResource {
    private final TenantDirectory directory;
    private final QuotaGuard quotas;
    private final LeaseStore store;
    private final LeaseMeter meter;
    private final LeaseConfig config;

    LeaseResource(
            TenantDirectory directory, QuotaGuard quotas, LeaseStore store, LeaseMeter meter, LeaseConfig config) {
        this.directory = directory;
        this.quotas = quotas;
        this.store = store;
        this.meter = meter;
        this.config = config;
    }

    @GET
    @RequiresScope(Scope.METRICS_READ)
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "Reads a value", description = "404 where there is none, or none any more.")
    public byte[] get(
            @PathParam("namespace") String namespace, @PathParam("key") String key, @Context TenantContext caller) {
        LeasedKey leased = new LeasedKey(caller.tenant(), namespace, key);
        enter(caller);
        byte[] value = store.get(leased)
                .orElseThrow(() -> Problem.of(
                        Kind.NOT_FOUND, "lease.not-found", "There is no value under this key, or it has expired."));
        meter.count(caller.tenant(), caller.caller().subject(), value.length);
        return value;
    }

    @PUT
    @RequiresScope(Scope.METRICS_WRITE)
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Writes a value",
            description = "413 where it is too large or the lease is used up: what is there already stays.")
    public void put(
            @PathParam("namespace") String namespace,
            @PathParam("key") String key,
            @Parameter(description = "How long to keep it: seconds, or 15m; an hour where it is missing")
                    @QueryParam("ttl")
                    @Nullable
                    String ttl,
            byte[] value,
            @Context TenantContext caller) {
        LeasedKey leased = new LeasedKey(caller.tenant(), namespace, key);
        Duration kept = kept(ttl);
        requireFit(value);
        Lease lease = enter(caller);
        if (!store.put(leased, value, kept, lease.bytes())) {
            throw Problem.of(
                    Kind.TOO_LARGE,
                    "lease.used-up",
                    "This value does not fit into the " + lease.bytes()
                            + " bytes of your lease, names and 128 bytes a key included: delete keys, let them expire"
                            + " sooner, or lease more.");
        }
        meter.count(caller.tenant(), caller.caller().subject(), value.length);
    }

    @DELETE
    @RequiresScope(Scope.METRICS_WRITE)
    @Operation(summary = "Deletes a value", description = "Also where there is none.")
    public void delete(
            @PathParam("namespace") String namespace, @PathParam("key") String key, @Context TenantContext caller) {
        LeasedKey leased = new LeasedKey(caller.tenant(), namespace, key);
        enter(caller);
        store.delete(leased);
        meter.count(caller.tenant(), caller.caller().subject(), 0);
    }

    /** The tenant's lease, one operation of which is taken. */
    private Lease enter(TenantContext caller) {
        Lease lease = Lease.of(directory.tenant(caller.tenant()).plan());
        Quota quota = new Quota(new QuotaKey.OfLease(caller.tenant()), lease.operations());
        Verdict verdict = quotas.admit(caller.caller().role(), List.of(quota))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return switch (verdict) {
            case Verdict.Granted granted -> lease;
            case Verdict.Unlimited unlimited -> lease;
            case Verdict.Exhausted exhausted ->
                throw Problem.of(
                                Kind.RATE_LIMITED,
                                "lease.too-many-operations",
                                "Your lease has " + lease.operations()
                                        + " operations a second: wait as Retry-After says, or lease more.")
                        .retryAfter(exhausted.pause());
            case Verdict.Uncounted uncounted ->
                throw Problem.of(
                                Kind.UNAVAILABLE,
                                "lease.unavailable",
                                "The cache cannot be reached now; try again later.")
                        .retryAfter(Duration.ofSeconds(1));
        };
    }

    private Duration kept(@Nullable String ttl) {
        Duration asked = ttl == null ? config.ttl() : PrometheusTime.duration("ttl", ttl);
        if (!asked.isPositive() || asked.toMillis() == 0 || asked.compareTo(config.maxTtl()) > 0) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "lease.malformed-ttl",
                    "A value is kept for a millisecond to " + config.maxTtl().toDays() + " days: give ttl=15m, or"
                            + " seconds.");
        }
        return asked;
    }

    private void requireFit(byte[] value) {
        if (value.length > config.maxValue().asLongValue()) {
            throw Problem.of(
                    Kind.TOO_LARGE,
                    "lease.value-too-large",
                    "A value has at most " + config.maxValue().asLongValue() + " bytes.");
        }
    }
}
