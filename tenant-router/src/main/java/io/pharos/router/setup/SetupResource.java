package io.pharos.router.setup;

import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.router.admin.AdminOrPlatform;
import io.pharos.tenancy.context.Open;
import io.pharos.tenancy.directory.TenantDirectory;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Ready-to-paste configuration for a tenant's own tools, for the platform and for that tenant's admins.
 */
@Path("/api/v1/tenants/{tenant}/setup")
@Open
@RunOnVirtualThread
class SetupResource {
    private static final Pattern CLIENT = Pattern.compile("[a-z][-._a-z0-9]{2,63}");

    private final SetupConfig config;
    private final TenantDirectory directory;
    private final AdminOrPlatform door;

    SetupResource(SetupConfig config, TenantDirectory directory, AdminOrPlatform door) {
        this.config = config;
        this.directory = directory;
        this.door = door;
    }

    /** A tool's configuration: where it goes, and what it says. */
    record ToolView(String file, String text) {}

    /** All of it, with the addresses by themselves. */
    record SetupView(
            TenantId tenant,
            Environment environment,
            String writeUrl,
            String queryUrl,
            String tokenUrl,
            ToolView prometheus,
            ToolView grafana,
            ToolView otelCollector) {}

    @GET
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    public RestResponse<Object> setup(
            @RestPath TenantId tenant,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @RestQuery @DefaultValue("prod") String environment,
            @RestQuery @Nullable String client,
            @RestQuery @Nullable String format) {
        door.require(authorization, tenant);
        Environment named =
                directory.route(tenant, new Environment(environment)).environment();
        SetupText text = new SetupText(config.publicUrl(), tenant, named, clientId(tenant, client));
        return format == null ? json(text) : plain(text.of(format(format)));
    }

    private static String clientId(TenantId tenant, @Nullable String client) {
        String id = client == null ? tenant + "-agent" : client;
        if (!CLIENT.matcher(id).matches()) {
            throw Problem.of(Kind.MALFORMED, "setup.malformed-client", "Give the id of one of the tenant's clients.");
        }
        return id;
    }

    private static SetupFormat format(String value) {
        return SetupFormat.parse(value)
                .orElseThrow(() -> Problem.of(
                        Kind.MALFORMED,
                        "setup.unknown-format",
                        "format is prometheus, grafana or otel-collector; leave it out for all of them as JSON."));
    }

    private RestResponse<Object> json(SetupText text) {
        SetupView view = new SetupView(
                text.tenant(),
                text.environment(),
                text.publicUrl() + "/api/v1/write",
                text.publicUrl() + "/t/" + text.tenant() + "/prometheus",
                text.publicUrl() + "/oauth2/token",
                new ToolView("prometheus.yml", text.of(SetupFormat.PROMETHEUS)),
                new ToolView("provisioning/datasources/pharos.yaml", text.of(SetupFormat.GRAFANA)),
                new ToolView("otel-collector.yaml", text.of(SetupFormat.OTEL_COLLECTOR)));
        return RestResponse.ResponseBuilder.ok((Object) view)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    private static RestResponse<Object> plain(String text) {
        return RestResponse.ResponseBuilder.ok((Object) text)
                .type(MediaType.TEXT_PLAIN_TYPE)
                .build();
    }
}
