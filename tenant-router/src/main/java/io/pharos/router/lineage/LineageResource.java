package io.pharos.router.lineage;

import io.pharos.lineage.Flow;
import io.pharos.lineage.LineageStore;
import io.pharos.lineage.RedisAway;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.router.admin.AdminOrPlatform;
import io.pharos.router.directory.LocalDirectory;
import io.pharos.tenancy.context.Open;
import io.pharos.tenancy.directory.Engine;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Where a tenant's data went lately, hop by hop, as data and as a drawing; for the platform and the tenant's admins. */
@Path("/api/v1/tenants/{tenant}/lineage")
@Open
@RunOnVirtualThread
class LineageResource {
    private static final String MERMAID = "mermaid";
    private static final Duration LONGEST = Duration.ofDays(30);

    private final LineageStore store;
    private final LocalDirectory directory;
    private final AdminOrPlatform door;
    private final Clock clock;

    LineageResource(LineageStore store, LocalDirectory directory, AdminOrPlatform door, Clock clock) {
        this.store = store;
        this.directory = directory;
        this.door = door;
        this.clock = clock;
    }

    /** A hop, what passed by it since it was first seen, and when last. */
    record HopView(String from, String to, String kind, long bytes, long requests, Instant lastSeen) {
        static HopView of(Flow flow) {
            return new HopView(
                    flow.hop().from(),
                    flow.hop().to(),
                    flow.hop().kind(),
                    flow.bytes(),
                    flow.requests(),
                    flow.lastSeen());
        }
    }

    /** All hops, and their drawing. */
    record LineageView(TenantId tenant, List<HopView> hops, String mermaid) {}

    @GET
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Operation(
            summary = "Where the tenant's data went",
            description = "Hops that were seen in the last 'hours' (24, at most 720), told by every service each ten"
                    + " seconds; format=mermaid answers the drawing alone.")
    public RestResponse<Object> lineage(
            @RestPath TenantId tenant,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @RestQuery @DefaultValue("24") int hours,
            @RestQuery @DefaultValue("json") String format) {
        door.require(authorization, tenant);
        directory.tenant(tenant);
        List<Flow> flows = flows(tenant, Duration.ofHours(Math.clamp(hours, 1, LONGEST.toHours())));
        Map<String, Engine> engines =
                directory.snapshot().engines().stream().collect(Collectors.toMap(Engine::id, Function.identity()));
        String drawing = FlowDrawing.of(tenant, flows, name -> Optional.ofNullable(engines.get(name)));
        return switch (format) {
            case MERMAID -> answer(drawing, MediaType.TEXT_PLAIN_TYPE);
            case "json" ->
                answer(
                        new LineageView(tenant, flows.stream().map(HopView::of).toList(), drawing),
                        MediaType.APPLICATION_JSON_TYPE);
            default -> throw Problem.of(Kind.MALFORMED, "lineage.unknown-format", "format is json or mermaid.");
        };
    }

    private List<Flow> flows(TenantId tenant, Duration back) {
        try {
            return store.flows(tenant, clock.instant().minus(back));
        } catch (RedisAway away) {
            throw Problem.of(Kind.UNAVAILABLE, "lineage.unknown", "The lineage cannot be read now; try again later.")
                    .retryAfter(Duration.ofSeconds(2));
        }
    }

    private static RestResponse<Object> answer(Object body, MediaType type) {
        return RestResponse.ResponseBuilder.ok(body).type(type).build();
    }
}
