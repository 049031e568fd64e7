package io.pharos.alert.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.alert.alertmanager.TenantAlertmanager.Wish;
import io.pharos.alert.notify.AlertmanagerNotifier;
import io.pharos.alert.routing.Routings;
import io.pharos.model.Scope;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.time.Clock;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Alertmanager's API, version 2, for one tenant: what Grafana, amtool and karma ask works, on the tenant's own alerts. */
@Path("/alertmanager/api/v2")
@RequiresScope(Scope.RULES_READ)
@RunOnVirtualThread
class AlertmanagerResource {
    private final TenantAlertmanager alertmanager;
    private final AlertmanagerNotifier notifier;
    private final Routings routings;
    private final Clock clock;

    AlertmanagerResource(
            TenantAlertmanager alertmanager, AlertmanagerNotifier notifier, Routings routings, Clock clock) {
        this.alertmanager = alertmanager;
        this.notifier = notifier;
        this.routings = routings;
        this.clock = clock;
    }

    /** Which alerts are asked for. */
    static final class AlertParameters {
        @QueryParam("filter")
        List<String> filters = List.of();

        @QueryParam("active")
        @Nullable
        Boolean active;

        @QueryParam("silenced")
        @Nullable
        Boolean silenced;

        @QueryParam("inhibited")
        @Nullable
        Boolean inhibited;

        @QueryParam("unprocessed")
        @Nullable
        Boolean unprocessed;

        @QueryParam("receiver")
        @Nullable
        String receiver;

        Wish wish() {
            return new Wish(filters, active, silenced, inhibited, unprocessed, receiver);
        }
    }

    @GET
    @Path("/alerts")
    public JsonNode alerts(@Context TenantContext context, @BeanParam AlertParameters parameters) {
        return alertmanager.alerts(context.tenant(), parameters.wish());
    }

    @GET
    @Path("/alerts/groups")
    public JsonNode groups(@Context TenantContext context, @BeanParam AlertParameters parameters) {
        return alertmanager.groups(context.tenant(), parameters.wish());
    }

    /** Takes alerts of the tenant's own sources, such as a Prometheus; they get the tenant's label. */
    @POST
    @Path("/alerts")
    @RequiresScope(Scope.RULES_WRITE)
    public void send(@Context TenantContext context, JsonNode alerts) {
        notifier.send(
                notifier.owner(context.tenant(), context.environment()),
                PostedAlerts.read(alerts, routings.find(context.tenant()).orElse(null), clock.instant()));
    }

    @GET
    @Path("/silences")
    public JsonNode silences(@Context TenantContext context, @QueryParam("filter") List<String> filters) {
        return alertmanager.silences(context.tenant(), filters);
    }

    @POST
    @Path("/silences")
    @RequiresScope(Scope.RULES_WRITE)
    public JsonNode keep(@Context TenantContext context, JsonNode silence) {
        return alertmanager.keep(context.tenant(), silence, context.caller().subject());
    }

    @GET
    @Path("/silence/{id}")
    public JsonNode silence(@Context TenantContext context, @RestPath String id) {
        return alertmanager.silence(context.tenant(), id);
    }

    @DELETE
    @Path("/silence/{id}")
    @RequiresScope(Scope.RULES_WRITE)
    public void expire(@Context TenantContext context, @RestPath String id) {
        alertmanager.expire(context.tenant(), id);
    }

    @GET
    @Path("/status")
    public JsonNode status(@Context TenantContext context) {
        return alertmanager.status(context.tenant(), "");
    }

    @GET
    @Path("/receivers")
    public JsonNode receivers(@Context TenantContext context) {
        return alertmanager.receivers(context.tenant());
    }
}
