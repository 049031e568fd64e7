package io.pharos.collector.targets;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.model.Scope;
import io.pharos.sql.Repetition;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What a tenant has scraped in the environment that it names: jobs in the form of Prometheus's scrape_config. */
@Path("/api/v1/scrape-targets")
@RequiresScope(Scope.TARGETS_WRITE)
@RunOnVirtualThread
class ScrapeTargetsResource {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final Jobs jobs;

    ScrapeTargetsResource(Jobs jobs) {
        this.jobs = jobs;
    }

    /** A job with how its targets were when they were scraped last. */
    record JobView(
            String jobName,
            Map<String, Object> definition,
            String changedBy,
            Instant changedAt,
            List<TargetView> targets) {}

    /** A target; health is up, down, or unknown before its first scrape. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TargetView(
            String url,
            SortedMap<String, String> labels,
            String health,
            @Nullable Instant lastScrape,
            @Nullable Double lastScrapeDurationSeconds,
            @Nullable Integer lastScrapeSamples,
            @Nullable String lastError) {}

    /** All jobs of the environment by name. */
    record JobsView(List<JobView> jobs) {}

    @GET
    @Operation(summary = "All jobs of the environment, each with the health of its targets")
    public JobsView all(@Context TenantContext in) {
        return new JobsView(jobs.all(in.tenant(), in.environment()));
    }

    @POST
    @ResponseStatus(201)
    @Operation(summary = "Makes a job; 409 where one of its name is there")
    public JobView create(
            @Context TenantContext in, @HeaderParam(IDEMPOTENCY_KEY) @Nullable String key, JsonNode definition) {
        var asked = new Repetition.Asked(in.caller().clientId(), key, "scrape targets of " + in.tenant(), definition);
        return jobs.create(in, asked, definition);
    }

    @GET
    @Path("/{job}")
    @Operation(summary = "One job")
    public JobView job(@Context TenantContext in, @RestPath String job) {
        return jobs.one(new JobKey(in.tenant(), in.environment(), job));
    }

    @PUT
    @Path("/{job}")
    @Operation(summary = "Makes a job or puts another in its place")
    public JobView put(@Context TenantContext in, @RestPath String job, JsonNode definition) {
        return jobs.put(in, job, definition);
    }

    @DELETE
    @Path("/{job}")
    @Operation(summary = "Ends a job; its series get stale markers")
    public void remove(@Context TenantContext in, @RestPath String job) {
        jobs.remove(new JobKey(in.tenant(), in.environment(), job));
    }
}
