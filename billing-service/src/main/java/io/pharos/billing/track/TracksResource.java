package io.pharos.billing.track;

import io.pharos.billing.plan.PlanVersion;
import io.pharos.billing.track.TrackStore.Track;
import io.pharos.billing.track.Tracks.Moved;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Migrations of rating, for the platform's administration. */
@Path("/api/v1/billing/tracks/{track}")
@RequiresScope(Scope.PLATFORM)
@RunOnVirtualThread
class TracksResource {
    private static final Pattern WORDS = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final Tracks tracks;

    TracksResource(Tracks tracks) {
        this.tracks = tracks;
    }

    /** A track: the plan of the new way, for how many per cent of the tenants, after how many clean periods. */
    record TrackRequest(
            @Nullable String plan,
            @Nullable Integer version,
            @Nullable Integer percent,
            @Nullable Integer cleanPeriods) {
        Track track(String code) {
            int share = percent == null ? 0 : percent;
            int needed = cleanPeriods == null ? 1 : cleanPeriods;
            boolean sound = WORDS.matcher(code).matches()
                    && plan != null
                    && version != null
                    && version >= 1
                    && share >= 0
                    && share <= 100
                    && needed >= 1
                    && needed <= 12;
            if (!sound || plan == null || version == null) {
                throw Problem.of(
                        Kind.MALFORMED,
                        "track.malformed",
                        "Give a code of words with hyphens, 'plan' and 'version', 'percent' from 0 to 100, and"
                                + " 'cleanPeriods' from 1 to 12.");
            }
            return new Track(code, new PlanVersion(plan, version), share, needed);
        }
    }

    /** Tenants to put on the track; all that pay where none are named. */
    record JoinRequest(@Nullable List<TenantId> tenants) {}

    /** How far a tenant is. */
    record TenantView(TenantId tenant, String state, int cleanPeriods) {}

    /** Both ways over a period, in minor units, and the lines that differ. */
    record ComparisonView(
            TenantId tenant,
            Instant periodFrom,
            long before,
            long after,
            long unexplained,
            Map<String, Object> lines) {}

    /** A track with its tenants and their last comparisons, the worst first. */
    record TrackView(
            String track,
            String plan,
            int version,
            int percent,
            int cleanPeriods,
            List<TenantView> tenants,
            List<ComparisonView> comparisons) {
        static TrackView of(Tracks.Reading reading) {
            Track track = reading.track();
            return new TrackView(
                    track.code(),
                    track.plan().plan(),
                    track.plan().version(),
                    track.percent(),
                    track.cleanPeriods(),
                    reading.tenants().stream()
                            .map(t -> new TenantView(t.tenant(), t.state().word(), t.clean()))
                            .toList(),
                    reading.comparisons().stream()
                            .map(c -> new ComparisonView(
                                    c.tenant(), c.periodFrom(), c.before(), c.after(), c.unexplained(), c.lines()))
                            .toList());
        }
    }

    /** Where a tenant is after a command, and why. */
    record MovedView(TenantId tenant, String state, String why) {
        static List<MovedView> of(List<Moved> moved) {
            return moved.stream()
                    .map(m -> new MovedView(m.tenant(), m.state().word(), m.why()))
                    .toList();
        }
    }

    @GET
    public TrackView read(@RestPath String track) {
        return TrackView.of(tracks.reading(track));
    }

    @PUT
    public TrackView put(@Context Caller caller, @RestPath String track, TrackRequest request) {
        tracks.put(caller, request.track(track));
        return read(track);
    }

    @POST
    @Path("/tenants")
    public List<MovedView> join(@Context Caller caller, @RestPath String track, JoinRequest request) {
        return MovedView.of(tracks.join(caller, track, request.tenants() == null ? List.of() : request.tenants()));
    }

    @POST
    @Path("/compare")
    @Operation(
            summary = "Rates the last whole period by both ways and compares to the cent",
            description = "'allow' names the differences that are meant: price for a change of prices, rounding.")
    public TrackView compare(@RestPath String track, @RestQuery List<String> allow) {
        Set<Comparison.Reason> allowed = EnumSet.noneOf(Comparison.Reason.class);
        for (String word : allow) {
            switch (word) {
                case "price" -> allowed.add(Comparison.Reason.PRICE);
                case "rounding" -> allowed.add(Comparison.Reason.ROUNDING);
                default ->
                    throw Problem.of(
                            Kind.MALFORMED, "track.malformed-reason", "'allow' is price or rounding, or both.");
            }
        }
        return TrackView.of(tracks.compare(track, allowed));
    }

    @POST
    @Path("/promote")
    @Operation(summary = "A step forward for every tenant whose gate is open; the others say why they stay")
    public List<MovedView> promote(@Context Caller caller, @RestPath String track) {
        return MovedView.of(tracks.promote(caller, track));
    }

    @POST
    @Path("/roll-back")
    @Operation(summary = "Everybody back to the old way; a period whose way is recorded keeps it")
    public List<MovedView> rollBack(@Context Caller caller, @RestPath String track) {
        return MovedView.of(tracks.rollBack(caller, track));
    }
}
