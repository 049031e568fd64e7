package io.pharos.alert.view;

import io.pharos.alert.ruler.PrometheusReply;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The tenant's rules and alerts as they are, by Prometheus's API. */
@Path("/prometheus/api/v1")
@RequiresScope(Scope.RULES_READ)
@RunOnVirtualThread
class RulesResource {
    private final GroupViews views;

    RulesResource(GroupViews views) {
        this.views = views;
    }

    /** Prometheus's envelope. */
    record Success<T>(String status, T data) {
        static <T> Success<T> of(T data) {
            return new Success<>("success", data);
        }
    }

    record Alerts(List<AlertJson> alerts) {}

    private static List<GroupJson> unexplained(List<GroupJson> groups) {
        return groups.stream()
                .map(group -> group.with(
                        group.rules().stream().map(RuleJson::unexplained).toList()))
                .toList();
    }

    @GET
    @Path("/rules")
    @Operation(
            summary = "Rule groups with their state; filters and pages as Prometheus has them; explain tells why alerts"
                    + " fire")
    public Success<GroupPage> rules(
            @Context TenantContext context,
            @RestQuery @DefaultValue("") String type,
            @RestQuery("rule_name[]") List<String> names,
            @RestQuery("rule_group[]") List<String> groups,
            @RestQuery("file[]") List<String> files,
            @RestQuery("match[]") List<String> matches,
            @RestQuery("exclude_alerts") @DefaultValue("false") boolean excludeAlerts,
            @RestQuery("group_limit") Optional<Integer> limit,
            @RestQuery("group_next_token") Optional<String> token,
            @RestQuery @DefaultValue("false") boolean explain) {
        RuleFilter filter = RuleFilter.of(type, names, groups, files, matches, excludeAlerts);
        List<GroupJson> known = views.everywhere(context.tenant(), context.environment());
        List<GroupJson> all = filter.filter(explain ? known : unexplained(known));
        return Success.of(GroupPage.of(all, limit, token));
    }

    @GET
    @Path("/alerts")
    @Operation(summary = "Alerts that are pending or firing")
    public Success<Alerts> alerts(@Context TenantContext context, @RestQuery @DefaultValue("false") boolean explain) {
        List<AlertJson> alerts = views.everywhere(context.tenant(), context.environment()).stream()
                .flatMap(group -> group.rules().stream())
                .map(RuleJson::alerts)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .map(alert -> explain ? alert : alert.unexplained())
                .toList();
        return Success.of(new Alerts(alerts));
    }

    @ServerExceptionMapper
    public Response refusal(Problem problem) {
        return PrometheusReply.of(problem);
    }
}
