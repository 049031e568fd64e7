package io.pharos.alert.alertmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.alert.deliver.Deliverer;
import io.pharos.alert.deliver.Message;
import io.pharos.alert.deliver.SigningKeys;
import io.pharos.alert.history.Delivery;
import io.pharos.alert.notify.AlertmanagerNotifier;
import io.pharos.alert.notify.Owner;
import io.pharos.alert.notify.Postable;
import io.pharos.alert.routing.Receiver;
import io.pharos.alert.routing.Routing;
import io.pharos.alert.routing.Routings;
import io.pharos.alert.series.Labels;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.Repetition;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Sends test alerts: through the tenant's route as a real one would go, or to one receiver at once. */
@Path("/api/v1/notifications")
@RequiresScope(Scope.RULES_WRITE)
@RunOnVirtualThread
class TestAlertResource {
    private static final Duration HOLDS = Duration.ofMinutes(2);
    private static final String NAME = "PharosTestAlert";

    /** Labels and annotations besides the standard ones; both may be left out. */
    record TestRequest(
            @Nullable Map<String, String> labels, @Nullable Map<String, String> annotations) {}

    /** The alert that is on its way, the receivers that its route names, and what came of what was sent at once. */
    record TestView(SortedMap<String, String> labels, List<String> receivers, List<OutcomeView> outcomes) {}

    record OutcomeView(boolean delivered, int status, String answer) {
        static OutcomeView of(Delivery.Outcome outcome) {
            return new OutcomeView(outcome.delivered(), outcome.status(), outcome.answer());
        }
    }

    record KeyView(String receiver, String key) {}

    private final AlertmanagerNotifier notifier;
    private final Deliverer deliverer;
    private final Routings routings;
    private final SigningKeys keys;
    private final Repetition repetition;
    private final ObjectMapper json;
    private final Clock clock;

    TestAlertResource(
            AlertmanagerNotifier notifier,
            Deliverer deliverer,
            Routings routings,
            SigningKeys keys,
            Repetition repetition,
            ObjectMapper json,
            Clock clock) {
        this.notifier = notifier;
        this.deliverer = deliverer;
        this.routings = routings;
        this.keys = keys;
        this.repetition = repetition;
        this.json = json;
        this.clock = clock;
    }

    @POST
    @Path("/test")
    @Consumes(MediaType.WILDCARD)
    public TestView test(
            @Context TenantContext context,
            @QueryParam("receiver") @Nullable String receiver,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            String body) {
        String path = "test alert of " + context.tenant() + " " + context.environment() + " to " + receiver;
        return key == null
                ? sent(context, receiver, body)
                : repetition.once(
                        new Repetition.Asked(context.caller().clientId(), key, path, body),
                        TestView.class,
                        session -> sent(context, receiver, body));
    }

    private TestView sent(TenantContext context, @Nullable String receiver, String body) {
        Instant now = clock.instant();
        TestRequest wish = wish(body);
        Postable alert = alert(wish, context, now);
        Owner owner = notifier.owner(context.tenant(), context.environment());
        Labels labels = alert.labels().withAll(owner.labels());
        if (receiver == null) {
            notifier.send(owner, List.of(alert));
            return new TestView(labels.asMap(), receivers(context.tenant(), labels), List.of());
        }
        Message message = message(alert, labels, receiver);
        List<Delivery.Outcome> outcomes =
                deliverer.deliver(context.tenant(), context.environment(), named(context.tenant(), receiver), message);
        return new TestView(
                labels.asMap(),
                List.of(receiver),
                outcomes.stream().map(OutcomeView::of).toList());
    }

    /** The key with which a receiver checks the signatures of its webhooks. */
    @GET
    @Path("/receivers/{receiver}/signing-key")
    public KeyView key(@Context TenantContext context, @RestPath String receiver) {
        return new KeyView(
                receiver,
                keys.text(context.tenant(), named(context.tenant(), receiver).name()));
    }

    /** What the body wishes; an empty one wishes nothing. */
    private TestRequest wish(String body) {
        try {
            return body.isBlank() ? new TestRequest(null, null) : json.readValue(body, TestRequest.class);
        } catch (JsonProcessingException e) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "notify.malformed-test",
                    "The body is empty, or JSON with the objects 'labels' and 'annotations' of texts.");
        }
    }

    private static Postable alert(TestRequest wish, TenantContext context, Instant now) {
        SortedMap<String, String> labels = new TreeMap<>(Map.of("alertname", NAME, "severity", "none"));
        labels.putAll(wish.labels() == null ? Map.of() : wish.labels());
        if (labels.containsKey(TenantId.LABEL)) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "notify.malformed-test",
                    "The label tenant_id is set by the platform: leave it out.");
        }
        SortedMap<String, String> annotations = new TreeMap<>(
                Map.of("summary", "This is a test, sent by " + context.caller().subject()));
        annotations.putAll(wish.annotations() == null ? Map.of() : wish.annotations());
        return new Postable(Labels.of(labels), annotations, now, now.plus(HOLDS), "", now);
    }

    private static Message message(Postable alert, Labels labels, String receiver) {
        Message.Alert told = new Message.Alert(
                Message.FIRING,
                labels.asMap(),
                alert.annotations(),
                alert.startsAt(),
                alert.endsAt(),
                alert.source(),
                null,
                null);
        return Message.of(receiver, "test", "", List.of(told));
    }

    private List<String> receivers(TenantId tenant, Labels labels) {
        return routings.find(tenant).stream()
                .flatMap(routing -> routing.receivers(labels).stream())
                .map(Receiver::name)
                .toList();
    }

    private Receiver named(TenantId tenant, String name) {
        return routings.find(tenant)
                .flatMap((Routing routing) -> routing.receiver(name))
                .orElseThrow(() -> Problem.of(
                        Kind.NOT_FOUND,
                        "notify.unknown-receiver",
                        "There is no receiver of that name; see /alertmanager/config/v1/routing."));
    }
}
