package io.pharos.billing.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.billing.delivery.DeliveryStore.Attempt;
import io.pharos.billing.delivery.DeliveryStore.Delivery;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
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
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Where a tenant is told of its invoices, payments and usage: endpoints, their keys, the log of deliveries. */
@Path("/api/v1/webhooks")
@RequiresScope(Scope.BILLING_WRITE)
@RunOnVirtualThread
class WebhooksResource {
    private final Endpoints endpoints;

    WebhooksResource(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** An endpoint as it is sent; no types are all of them. */
    record EndpointRequest(
            @Nullable String url,
            @Nullable String description,
            @Nullable List<String> types,
            @Nullable Boolean enabled) {
        URI address() {
            try {
                return URI.create(url == null ? "" : url);
            } catch (IllegalArgumentException e) {
                throw Problem.of(
                        Kind.MALFORMED,
                        "webhook.malformed-url",
                        "Give the endpoint's address as an absolute https URL.");
            }
        }

        List<String> wanted() {
            return types == null ? List.of() : types;
        }
    }

    /** An endpoint; the secret is shown when it is made and never again. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EndpointView(
            UUID id,
            URI url,
            String description,
            List<String> types,
            boolean enabled,
            @Nullable String disabledBecause,
            @Nullable Instant failingSince,
            @Nullable Instant oldSecretUntil,
            Instant created,
            @Nullable String secret) {
        static EndpointView of(Endpoint endpoint, @Nullable String secret) {
            return new EndpointView(
                    endpoint.id(),
                    endpoint.url(),
                    endpoint.description(),
                    endpoint.types(),
                    endpoint.disabled() == null,
                    endpoint.disabled(),
                    endpoint.failingSince(),
                    endpoint.retiringUntil(),
                    endpoint.created(),
                    secret);
        }
    }

    /** All endpoints of a tenant. */
    record EndpointsView(List<EndpointView> endpoints) {}

    /** A delivery with what it told. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeliveryView(
            UUID id,
            UUID message,
            String type,
            String channel,
            String state,
            int attempts,
            @Nullable Instant next,
            Instant created,
            @Nullable Instant ended,
            Map<String, Object> data) {
        static DeliveryView of(Delivery d) {
            return new DeliveryView(
                    d.id(),
                    d.message().id(),
                    d.message().type(),
                    d.endpoint() == null ? "mail" : "webhook",
                    d.state(),
                    d.attempts(),
                    d.state().equals("waiting") ? d.next() : null,
                    d.created(),
                    d.ended(),
                    d.message().data());
        }
    }

    /** Deliveries, the latest first. */
    record DeliveriesView(List<DeliveryView> deliveries) {}

    /** The tries of a delivery. */
    record AttemptsView(List<Attempt> attempts) {}

    @GET
    @RequiresScope(Scope.BILLING_READ)
    public EndpointsView all(@Context TenantContext context) {
        return new EndpointsView(endpoints.all(context.tenant()).stream()
                .map(e -> EndpointView.of(e, null))
                .toList());
    }

    @POST
    @ResponseStatus(201)
    public EndpointView create(
            @Context TenantContext context,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            EndpointRequest request) {
        String description = request.description() == null ? "" : request.description();
        return endpoints.create(context, key, request.address(), description, request.wanted());
    }

    @GET
    @Path("/{endpoint}")
    @RequiresScope(Scope.BILLING_READ)
    public EndpointView one(@Context TenantContext context, @RestPath UUID endpoint) {
        return EndpointView.of(endpoints.one(context.tenant(), endpoint), null);
    }

    /** Changes an endpoint; {@code enabled} takes one up again that was disabled. */
    @PUT
    @Path("/{endpoint}")
    public EndpointView change(@Context TenantContext context, @RestPath UUID endpoint, EndpointRequest request) {
        return EndpointView.of(endpoints.change(context.tenant(), endpoint, request), null);
    }

    @DELETE
    @Path("/{endpoint}")
    public void delete(@Context TenantContext context, @RestPath UUID endpoint) {
        endpoints.delete(context.tenant(), endpoint);
    }

    /** Gives the endpoint a new key; for a while deliveries are signed with both. */
    @POST
    @Path("/{endpoint}/secret")
    @ResponseStatus(201)
    public EndpointView rotate(@Context TenantContext context, @RestPath UUID endpoint) {
        return endpoints.rotate(context.tenant(), endpoint);
    }

    /** Sends the endpoint a message of the type {@code webhook.test}, whatever types it is told of. */
    @POST
    @Path("/{endpoint}/test")
    @ResponseStatus(202)
    public DeliveryView test(@Context TenantContext context, @RestPath UUID endpoint) {
        return DeliveryView.of(endpoints.test(context.tenant(), endpoint));
    }

    @GET
    @Path("/{endpoint}/deliveries")
    @RequiresScope(Scope.BILLING_READ)
    public DeliveriesView deliveries(@Context TenantContext context, @RestPath UUID endpoint) {
        endpoints.one(context.tenant(), endpoint);
        return new DeliveriesView(endpoints.log(context.tenant(), endpoint).stream()
                .map(DeliveryView::of)
                .toList());
    }

    /** All deliveries of a tenant, e-mail among them. */
    @GET
    @Path("/deliveries")
    @RequiresScope(Scope.BILLING_READ)
    public DeliveriesView everyDelivery(@Context TenantContext context) {
        return new DeliveriesView(endpoints.log(context.tenant(), null).stream()
                .map(DeliveryView::of)
                .toList());
    }

    @GET
    @Path("/deliveries/{delivery}/attempts")
    @RequiresScope(Scope.BILLING_READ)
    public AttemptsView attempts(@Context TenantContext context, @RestPath UUID delivery) {
        return new AttemptsView(endpoints.attempts(context.tenant(), delivery));
    }

    /** Sends a message again that has arrived or was given up. */
    @POST
    @Path("/deliveries/{delivery}/replay")
    @ResponseStatus(202)
    public void replay(@Context TenantContext context, @RestPath UUID delivery) {
        endpoints.replay(context.tenant(), delivery);
    }
}
