package io.pharos.alert.ruler;

import io.pharos.alert.ruler.RuleBooks.Act;
import io.pharos.alert.rules.RuleFile;
import io.pharos.alert.rules.RuleFilePrinter;
import io.pharos.alert.rules.RuleFilePrinter.Target;
import io.pharos.alert.rules.RuleLimits;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.sql.Repetition;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.pharos.tenancy.directory.TenantDirectory;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The ruler configuration API as Mimir has it ({@code pkg/ruler/api.go}), with a bulk sync, history and roll-back. */
@Path("/prometheus/config/v1")
@RequiresScope(Scope.RULES_READ)
@RunOnVirtualThread
class RulerResource {
    private static final String YAML = "application/yaml";
    private static final String JSON = "application/json";

    private final RuleBooks books;
    private final TenantDirectory directory;

    RulerResource(RuleBooks books, TenantDirectory directory) {
        this.books = books;
        this.directory = directory;
    }

    /** What Mimir answers to a change. */
    record Accepted(String status, @Nullable Object data, String errorType, String error) {
        static final Accepted ACCEPTED = new Accepted("success", null, "", "");
    }

    record Versions(List<VersionView> versions) {}

    @GET
    @Path("/rules")
    @Produces(YAML)
    @Operation(summary = "All rule groups by namespace")
    public String all(@Context TenantContext context) {
        return RuleFilePrinter.printNamespaces(books.all(owner(context)));
    }

    @PUT
    @Path("/rules")
    @Consumes("*/*")
    @Produces(JSON)
    @RequiresScope(Scope.RULES_WRITE)
    @Operation(summary = "Makes all rules those of the body, a mapping from namespaces to groups; dryRun only tells")
    public SyncView sync(
            @Context TenantContext context, @RestQuery @DefaultValue("false") boolean dryRun, InputStream body) {
        RuleLimits limits = limits(context);
        return books.sync(act(context), RuleBodies.namespaces(context.tenant(), RuleBodies.text(body), limits), dryRun);
    }

    @GET
    @Path("/rules/{namespace}")
    @Produces(YAML)
    @Operation(summary = "A namespace's rule groups; with a format, as a rule file for that tool")
    public String namespace(
            @Context TenantContext context, @RestPath String namespace, @RestQuery Optional<String> format) {
        RuleFile file = books.namespace(owner(context), namespace);
        return format.map(asked -> RuleFilePrinter.print(file, target(asked)))
                .orElseGet(() -> RuleFilePrinter.printNamespace(namespace, file));
    }

    @POST
    @Path("/rules/{namespace}")
    @Consumes("*/*")
    @Produces(JSON)
    @ResponseStatus(202)
    @RequiresScope(Scope.RULES_WRITE)
    @Operation(summary = "Creates or replaces the rule group of the body")
    public Accepted setGroup(@Context TenantContext context, @RestPath String namespace, InputStream body) {
        books.setGroup(
                act(context), namespace, RuleBodies.group(context.tenant(), RuleBodies.text(body), limits(context)));
        return Accepted.ACCEPTED;
    }

    @DELETE
    @Path("/rules/{namespace}")
    @Produces(JSON)
    @ResponseStatus(202)
    @RequiresScope(Scope.RULES_WRITE)
    @Operation(summary = "Deletes a namespace")
    public Accepted deleteNamespace(@Context TenantContext context, @RestPath String namespace) {
        books.deleteNamespace(act(context), namespace);
        return Accepted.ACCEPTED;
    }

    @GET
    @Path("/rules/{namespace}/{group}")
    @Produces(YAML)
    @Operation(summary = "A rule group")
    public String group(@Context TenantContext context, @RestPath String namespace, @RestPath String group) {
        return RuleFilePrinter.print(books.group(owner(context), namespace, group));
    }

    @DELETE
    @Path("/rules/{namespace}/{group}")
    @Produces(JSON)
    @ResponseStatus(202)
    @RequiresScope(Scope.RULES_WRITE)
    @Operation(summary = "Deletes a rule group")
    public Accepted deleteGroup(@Context TenantContext context, @RestPath String namespace, @RestPath String group) {
        books.deleteGroup(act(context), namespace, group);
        return Accepted.ACCEPTED;
    }

    @GET
    @Path("/versions/{namespace}")
    @Produces(JSON)
    @Operation(summary = "A namespace's versions below one, newest first: what was done, by whom, when")
    public Versions versions(
            @Context TenantContext context, @RestPath String namespace, @RestQuery Optional<Long> below) {
        return new Versions(books.versions(owner(context), namespace, below.orElse(Long.MAX_VALUE)));
    }

    @GET
    @Path("/versions/{namespace}/{version}")
    @Produces(JSON)
    @Operation(summary = "A version of a namespace with its rules")
    public VersionView version(@Context TenantContext context, @RestPath String namespace, @RestPath long version) {
        return books.version(owner(context), namespace, version);
    }

    @POST
    @Path("/versions/{namespace}/{version}")
    @Produces(JSON)
    @ResponseStatus(202)
    @RequiresScope(Scope.RULES_WRITE)
    @Operation(summary = "Rolls a namespace back to a version, by a new version")
    public Accepted rollBack(
            @Context TenantContext context,
            @RestPath String namespace,
            @RestPath long version,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        String path = "roll back " + owner(context) + " " + namespace + " " + version;
        books.rollBack(
                act(context), new Repetition.Asked(context.caller().clientId(), key, path, ""), namespace, version);
        return Accepted.ACCEPTED;
    }

    @ServerExceptionMapper
    public Response refusal(Problem problem) {
        return PrometheusReply.of(problem);
    }

    private static Target target(String format) {
        return switch (format) {
            case "prometheus" -> Target.PROMETHEUS_3;
            case "prometheus-2" -> Target.PROMETHEUS_2;
            case "pharos" -> Target.PHAROS;
            default ->
                throw Problem.of(
                        Kind.MALFORMED,
                        "ruler.unknown-format",
                        "The formats are prometheus (for promtool 3), prometheus-2 and pharos.");
        };
    }

    private RuleLimits limits(TenantContext context) {
        return RuleBodies.limits(directory.route(context.tenant(), context.environment()));
    }

    private static Owner owner(TenantContext context) {
        return new Owner(context.tenant(), context.environment());
    }

    private static Act act(TenantContext context) {
        return new Act(owner(context), context.caller().subject());
    }
}
