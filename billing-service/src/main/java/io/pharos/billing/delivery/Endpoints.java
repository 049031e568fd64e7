package io.pharos.billing.delivery;

import io.pharos.billing.delivery.DeliveryStore.Attempt;
import io.pharos.billing.delivery.DeliveryStore.Delivery;
import io.pharos.billing.delivery.DeliveryStore.Told;
import io.pharos.billing.delivery.WebhooksResource.EndpointRequest;
import io.pharos.billing.delivery.WebhooksResource.EndpointView;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Repetition;
import io.pharos.sql.Seal;
import io.pharos.sql.Session;
import io.pharos.tenancy.context.TenantContext;
import io.pharos.tenancy.egress.EgressGuard;
import io.pharos.usage.event.UuidV7;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is done to endpoints. An address that may not be called is refused when it is given, and again on every call. */
@Singleton
class Endpoints {
    private static final int KEY_BYTES = 32;
    private static final int LONGEST = 2000;

    private final Database database;
    private final EndpointStore store;
    private final DeliveryStore deliveries;
    private final Outbox outbox;
    private final Repetition repetition;
    private final EgressGuard guard;
    private final Seal seal;
    private final DeliveryConfig config;
    private final Clock clock;
    private final UuidV7 ids;
    private final SecureRandom random = new SecureRandom();

    Endpoints(
            Database database,
            EndpointStore store,
            DeliveryStore deliveries,
            Outbox outbox,
            Repetition repetition,
            EgressGuard guard,
            Seal seal,
            DeliveryConfig config,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.repetition = repetition;
        this.guard = guard;
        this.seal = seal;
        this.config = config;
        this.clock = clock;
        this.ids = new UuidV7(clock);
    }

    List<Endpoint> all(TenantId tenant) {
        return database.query(session -> store.ofTenant(session, tenant));
    }

    Endpoint one(TenantId tenant, UUID id) {
        return database.query(session -> store.find(session, tenant, id)).orElseThrow(Endpoints::notFound);
    }

    EndpointView create(TenantContext context, @Nullable String key, URI url, String description, List<String> types) {
        requireGood(url, description, types);
        var asked = new Repetition.Asked(
                context.caller().clientId(), key, "webhooks of " + context.tenant(), List.of(url, description, types));
        return repetition.once(asked, EndpointView.class, session -> {
            if (store.ofTenant(session, context.tenant()).size() >= config.maxEndpoints()) {
                throw Problem.of(
                        Kind.UNPROCESSABLE,
                        "webhook.too-many",
                        "A tenant has at most " + config.maxEndpoints() + " endpoints; remove one first.");
            }
            String secret = secret();
            UUID id = ids.next();
            byte[] closed = seal.closeText("webhook:" + id, secret);
            Endpoint endpoint = new Endpoint(
                    id, context.tenant(), url, description, types, closed, null, null, null, null, clock.instant());
            store.add(session, endpoint);
            return EndpointView.of(endpoint, secret);
        });
    }

    Endpoint change(TenantId tenant, UUID id, EndpointRequest request) {
        Endpoint before = one(tenant, id);
        URI url = request.url() == null ? before.url() : request.address();
        String description = request.description() == null ? before.description() : request.description();
        List<String> types = request.types() == null ? before.types() : request.types();
        requireGood(url, description, types);
        String disabled =
                request.enabled() == null ? before.disabled() : request.enabled() ? null : "switched off by its owner";
        Endpoint changed = new Endpoint(
                id,
                tenant,
                url,
                description,
                types,
                before.secret(),
                before.retiringSecret(),
                before.retiringUntil(),
                disabled,
                null,
                before.created());
        database.transact(session -> store.change(session, changed));
        return changed;
    }

    void delete(TenantId tenant, UUID id) {
        if (!database.transact(session -> store.delete(session, tenant, id, clock.instant()))) {
            throw notFound();
        }
    }

    EndpointView rotate(TenantId tenant, UUID id) {
        String secret = secret();
        Instant oldUntil = clock.instant().plus(config.secretOverlap());
        return database.transact(session -> {
            Endpoint endpoint = store.find(session, tenant, id).orElseThrow(Endpoints::notFound);
            store.rotate(session, tenant, id, seal.closeText(endpoint.box(), secret), oldUntil);
            return EndpointView.of(store.find(session, tenant, id).orElseThrow(Endpoints::notFound), secret);
        });
    }

    Delivery test(TenantId tenant, UUID id) {
        Instant now = clock.instant();
        return database.transact(session -> {
            Endpoint endpoint = store.find(session, tenant, id).orElseThrow(Endpoints::notFound);
            Map<String, String> data = Map.of("hello", "This is a test of your endpoint.");
            UUID message = outbox.addDispatched(session, new Outbox.Message(tenant, "webhook.test", data), now);
            UUID delivery = ids.next();
            Told told = new Told(message, tenant, "webhook.test", Map.copyOf(data), now);
            deliveries.add(session, delivery, told, endpoint.id(), now);
            return find(session, tenant, delivery);
        });
    }

    List<Delivery> log(TenantId tenant, @Nullable UUID endpoint) {
        return database.query(session -> deliveries.log(session, tenant, endpoint));
    }

    List<Attempt> attempts(TenantId tenant, UUID delivery) {
        return database.query(session -> deliveries.attempts(session, tenant, delivery));
    }

    void replay(TenantId tenant, UUID delivery) {
        if (!database.transact(session -> deliveries.replay(session, tenant, delivery, clock.instant()))) {
            throw Problem.of(Kind.NOT_FOUND, "webhook.no-such-delivery", "There is no such delivery that has ended.");
        }
    }

    private Delivery find(Session session, TenantId tenant, UUID delivery) {
        return deliveries.log(session, tenant, null).stream()
                .filter(d -> d.id().equals(delivery))
                .findFirst()
                .orElseThrow();
    }

    private void requireGood(URI url, String description, List<String> types) {
        guard.admit(url);
        boolean known = types.stream().allMatch(t -> t.matches("[a-z_]+(\\.[a-z_]+)+") && t.length() <= 100);
        if (url.toString().length() > LONGEST || description.length() > LONGEST || types.size() > 50 || !known) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "webhook.malformed-endpoint",
                    "Types are written as 'invoice.finalised', at most 50; URL and description have at most 2000 characters.");
        }
    }

    private String secret() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    private static Problem notFound() {
        return Problem.of(Kind.NOT_FOUND, "webhook.not-found", "The tenant has no such webhook endpoint.");
    }
}
