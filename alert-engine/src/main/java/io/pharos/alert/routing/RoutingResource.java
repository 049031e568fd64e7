package io.pharos.alert.routing;

import io.pharos.alert.routing.RoutingStore.Version;
import io.pharos.alert.rules.RuleFileException;
import io.pharos.alert.rules.RuleProblem;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A tenant's routes and receivers, in the YAML of Alertmanager. Reading asks for the right to write: addresses of chats
 * are secrets.
 */
@Path("/alertmanager/config/v1/routing")
@RequiresScope(Scope.RULES_WRITE)
@RunOnVirtualThread
class RoutingResource {
    private static final String YAML = "application/yaml";
    private static final int SHOWN_VERSIONS = 50;

    record VersionView(long version, String changedBy, Instant changedAt, boolean deleted) {
        static VersionView of(Version version) {
            return new VersionView(
                    version.version(), version.changedBy(), version.changedAt(), version.content() == null);
        }
    }

    private final RoutingStore store;
    private final RoutingChanges changes;

    RoutingResource(RoutingStore store, RoutingChanges changes) {
        this.store = store;
        this.changes = changes;
    }

    /** The text as it was written. */
    @GET
    @Produces(YAML)
    public String read(@Context TenantContext context) {
        return current(context.tenant()).orElseThrow(RoutingResource::none);
    }

    @PUT
    @Consumes({YAML, "application/x-yaml", "text/yaml", MediaType.TEXT_PLAIN, "application/octet-stream"})
    public VersionView write(@Context TenantContext context, String text) {
        try {
            RoutingParser.parse(text);
        } catch (RuleFileException e) {
            throw Problem.of(Kind.MALFORMED, "notify.malformed-routing", refusal(e));
        }
        return VersionView.of(
                changes.change(context.tenant(), text, context.caller().subject()));
    }

    @DELETE
    public VersionView delete(@Context TenantContext context) {
        if (current(context.tenant()).isEmpty()) {
            throw none();
        }
        return VersionView.of(
                changes.change(context.tenant(), null, context.caller().subject()));
    }

    @GET
    @Path("/versions")
    public List<VersionView> versions(@Context TenantContext context) {
        return store.versions(context.tenant(), SHOWN_VERSIONS).stream()
                .map(VersionView::of)
                .toList();
    }

    private Optional<String> current(TenantId tenant) {
        return store.versions(tenant, 1).stream().findFirst().map(Version::content);
    }

    private static String refusal(RuleFileException e) {
        return e.problems().stream().map(RuleProblem::text).collect(Collectors.joining("; "));
    }

    private static Problem none() {
        return Problem.of(
                Kind.NOT_FOUND, "notify.routing-not-found", "No routing was written yet; PUT one to this address.");
    }
}
