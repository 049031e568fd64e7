package io.pharos.billing.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.billing.ingest.QuarantineStore.Held;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What was set aside of a tenant's usage, to be looked at and taken in after all. */
@Path("/api/v1/usage/quarantine")
@RequiresScope(Scope.BILLING_READ)
@RunOnVirtualThread
class QuarantineResource {
    private static final int PAGE = 200;

    private final Quarantine quarantine;

    QuarantineResource(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    /** Some of it by time of arrival; {@code next} goes into {@code after} for more, and is absent after the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QuarantineView(List<Held> events, @Nullable String next) {
        static QuarantineView of(List<Held> events) {
            boolean more = events.size() == PAGE;
            Held last = more ? events.getLast() : null;
            return new QuarantineView(events, last == null ? null : last.arrivedAt() + "_" + last.key());
        }
    }

    /** Which of it to take in. */
    record ReplayRequest(@Nullable List<UUID> keys) {}

    @GET
    public QuarantineView page(
            @Context TenantContext context,
            @RestQuery @DefaultValue("") String reason,
            @RestQuery @DefaultValue("") String after) {
        Instant time = Instant.EPOCH;
        UUID key = new UUID(0, 0);
        if (!after.isEmpty()) {
            time = time(after);
            key = key(after);
        }
        return QuarantineView.of(quarantine.page(context.tenant(), reason, time, key, PAGE));
    }

    /** Takes events in as they are, whatever their age; what still has no meter stays. */
    @POST
    @Path("/replay")
    @RequiresScope(value = Scope.BILLING_WRITE, admin = true)
    public Quarantine.Replay replay(@Context TenantContext context, ReplayRequest request) {
        List<UUID> keys = request.keys();
        if (keys == null || keys.isEmpty() || keys.size() > PAGE) {
            throw Problem.of(Kind.MALFORMED, "usage.malformed-replay", "Give 1 to 200 'keys' of the quarantine.");
        }
        return quarantine.replay(context, keys);
    }

    private static Instant time(String after) {
        try {
            return Instant.parse(after.substring(0, Math.max(0, after.indexOf('_'))));
        } catch (DateTimeException e) {
            throw malformed();
        }
    }

    private static UUID key(String after) {
        try {
            return UUID.fromString(after.substring(after.indexOf('_') + 1));
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static Problem malformed() {
        return Problem.of(Kind.MALFORMED, "usage.malformed-page", "'after' is the 'next' of the page before.");
    }
}
