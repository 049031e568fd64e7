package io.pharos.router.directory;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.tenancy.context.Access;
import io.pharos.tenancy.context.Admission;
import io.pharos.tenancy.context.TenantGate;
import io.pharos.tenancy.directory.Plan;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.token.Caller;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What billing decides about a tenant, written into the directory where gateway and collector find it:
 * {@code POST /internal/v1/tenants/{tenant}/standing} on the management interface, with billing's own service token.
 * Given are the plan's name, features and caps, the status (active, restricted, suspended), or both; what is left out
 * stays as it is, and a cap that is null is taken away. A tenant on its way out stays so.
 */
@Singleton
class InternalStandingRoute {
    private static final String PATH = "/internal/v1/tenants/:tenant/standing";
    private static final String BILLING = "svc-billing-service";
    private static final long MAX_BYTES = 64 * 1024;

    private final Tenants tenants;
    private final TenantGate gate;
    private final ObjectMapper json;

    InternalStandingRoute(Tenants tenants, TenantGate gate, ObjectMapper json) {
        this.tenants = tenants;
        this.gate = gate;
        this.json = json;
    }

    /** What is to be so from now on. */
    record Standing(
            @Nullable String plan,
            @Nullable List<String> features,
            @Nullable Map<String, @Nullable Long> caps,
            @Nullable Status status) {
        Plan plan(Plan before) {
            return new Plan(
                    plan == null ? before.name() : plan,
                    features == null ? before.features() : Set.copyOf(features),
                    caps == null ? before.caps() : over(before.caps(), caps),
                    before.roles());
        }

        private static Map<String, Long> over(Map<String, Long> before, Map<String, @Nullable Long> caps) {
            Map<String, Long> after = new HashMap<>(before);
            caps.forEach((cap, value) -> {
                if (value == null) {
                    after.remove(cap);
                } else {
                    after.put(cap, value);
                }
            });
            return after;
        }
    }

    void register(@Observes ManagementInterface management) {
        management.router().post(PATH).handler(this::receive);
    }

    /** The body is read already: the management interface does that for every route. */
    private void receive(RoutingContext exchange) {
        Buffer body = exchange.body().buffer();
        if (body == null || body.length() > MAX_BYTES) {
            exchange.fail(400);
            return;
        }
        Thread.startVirtualThread(() -> answer(exchange, body));
    }

    private void answer(RoutingContext exchange, Buffer body) {
        try {
            Caller caller = billing(exchange);
            write(caller, new TenantId(exchange.pathParam("tenant")), read(body));
            exchange.response().setStatusCode(204).end();
        } catch (RuntimeException refusal) {
            InternalCall.refuse(exchange, refusal, json);
        }
    }

    private Caller billing(RoutingContext exchange) {
        Admission admission = gate.admitAsync(InternalCall.edge(exchange), Access.to(Scope.INTERNAL, false))
                .toCompletableFuture()
                .join();
        if (!admission.caller().clientId().equals(BILLING)) {
            throw Problem.of(
                    Kind.FORBIDDEN, "directory.not-billing", "What a tenant has bought is for billing to say.");
        }
        return admission.caller();
    }

    private Standing read(Buffer body) {
        try {
            return json.readValue(body.getBytes(), Standing.class);
        } catch (IOException e) {
            throw Problem.of(
                    Kind.MALFORMED, "directory.malformed-standing", "This is not what billing says of a tenant.", e);
        }
    }

    private void write(Caller caller, TenantId tenant, Standing standing) {
        tenants.change(caller, tenant, before -> {
            Status status = standing.status() == null || before.status() == Status.DELETING
                    ? before.status()
                    : standing.status();
            return TenantChange.plan(TenantChange.status(before, status), standing.plan(before.plan()));
        });
    }
}
