package io.pharos.alert.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.alert.history.Delivery.Outcome;
import io.pharos.alert.notify.NotifyConfig;
import io.pharos.alert.notify.Owner;
import io.pharos.alert.routing.Receiver;
import io.pharos.alert.routing.Routings;
import io.pharos.alert.run.EvaluationConfig;
import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.context.Open;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.secret.SecretRef;
import io.pharos.tenancy.secret.Secrets;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/**
 * Where the platform's Alertmanager hands a notification over, for us to bring it to the tenant's receiver: addresses
 * that tenants gave are never called by Alertmanager itself. A failure makes it try again.
 */
@Path("/internal/notifications/{tenant}/{receiver}")
@Open
@RunOnVirtualThread
class RelayResource {
    private final Routings routings;
    private final Deliverer deliverer;
    private final Exemplars exemplars;
    private final TenantDirectory directory;
    private final Secrets secrets;
    private final Optional<String> secret;
    private final String externalUrl;

    RelayResource(
            Routings routings,
            Deliverer deliverer,
            Exemplars exemplars,
            TenantDirectory directory,
            Secrets secrets,
            NotifyConfig config,
            EvaluationConfig evaluation) {
        this.routings = routings;
        this.deliverer = deliverer;
        this.exemplars = exemplars;
        this.directory = directory;
        this.secrets = secrets;
        this.secret = config.shared().relaySecret();
        this.externalUrl = evaluation.externalUrl().toString();
    }

    @POST
    public void relay(
            @RestPath TenantId tenant,
            @RestPath String receiver,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            Message message) {
        requireAlertmanager(authorization);
        requireOwned(tenant, message);
        Receiver told = routings.find(tenant)
                .flatMap(routing -> routing.receiver(receiver))
                .orElseThrow(() -> Problem.of(
                        Kind.NOT_FOUND, "notify.receiver-not-found", "The tenant has no such receiver any more."));
        Owner owner = owner(tenant, message);
        List<Outcome> outcomes =
                deliverer.deliver(tenant, owner.environment(), told, exemplars.addTo(owner, message.from(externalUrl)));
        outcomes.stream().filter(outcome -> !outcome.delivered()).findFirst().ifPresent(failed -> {
            throw Problem.of(Kind.UNAVAILABLE, "notify.not-delivered", "A channel of the receiver failed.");
        });
    }

    private void requireAlertmanager(@Nullable String authorization) {
        String expected = "Bearer "
                + secrets.resolve(SecretRef.parse(secret.orElseThrow(() -> Problem.of(
                        Kind.UNAVAILABLE,
                        "notify.no-relay-secret",
                        "The operator sets pharos.alert.notify.shared.relay-secret before Alertmanager is let in."))));
        String given = authorization == null ? "" : authorization;
        if (!MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8))) {
            throw Problem.of(
                    Kind.UNAUTHENTICATED, "notify.not-alertmanager", "Only the platform's Alertmanager may call this.");
        }
    }

    /** What the generated routes promise is checked once more: no alert of another tenant leaves by this one's door. */
    private static void requireOwned(TenantId tenant, Message message) {
        boolean foreign = message.alerts().stream()
                .anyMatch(alert -> !tenant.value().equals(alert.labels().get(TenantId.LABEL)));
        if (foreign) {
            throw Problem.of(
                    Kind.FORBIDDEN, "notify.foreign-alert", "The notification holds an alert of another tenant.");
        }
    }

    private Owner owner(TenantId tenant, Message message) {
        String named = message.commonLabels().getOrDefault(Environment.LABEL, Environment.PROD.value());
        boolean known = named.matches("[a-z]([-a-z0-9]{0,38}[a-z0-9])?")
                && directory.tenant(tenant).environments().containsKey(new Environment(named));
        return new Owner(tenant, known ? new Environment(named) : Environment.PROD, false);
    }
}
