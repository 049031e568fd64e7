package io.pharos.tenancy.context;

import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Holds every JAX-RS resource to what it declares by {@link RequiresScope} or {@link Open}. */
class TenantFilter {
    private final TenantGate gate;
    private final Admitted admitted;

    TenantFilter(TenantGate gate, Admitted admitted) {
        this.gate = gate;
        this.admitted = admitted;
    }

    /** Lets the request on, or refuses it before the resource sees it. */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public @Nullable Uni<Void> admit(ContainerRequestContext request, ResourceInfo resource) {
        Declared declared = Declared.of(resource.getResourceMethod(), resource.getResourceClass());
        return switch (declared) {
            case Declared.ForAll _ -> null;
            case Declared.For some -> enter(gate.admitAsync(edge(request), some.access()));
            case Declared.ForNobody _ ->
                throw Problem.of(
                        Kind.INTERNAL,
                        "request.undeclared-resource",
                        "This resource does not say whom it serves, so it serves nobody; tell the operator.");
        };
    }

    private Uni<Void> enter(CompletionStage<Admission> admission) {
        return Uni.createFrom().completionStage(admission).invoke(admitted::set).replaceWithVoid();
    }

    private static EdgeRequest edge(ContainerRequestContext request) {
        Map<String, List<String>> headers = request.getHeaders();
        return EdgeRequest.of(
                headers.getOrDefault(TenantId.HEADER, List.of()),
                headers.getOrDefault(Environment.HEADER, List.of()),
                headers.getOrDefault(HttpHeaders.AUTHORIZATION, List.of()));
    }
}
