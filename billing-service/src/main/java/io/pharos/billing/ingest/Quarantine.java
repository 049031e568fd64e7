package io.pharos.billing.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.billing.audit.Audit;
import io.pharos.billing.ingest.QuarantineStore.Held;
import io.pharos.billing.meter.MeterCatalogue;
import io.pharos.billing.meter.Meters;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.pharos.tenancy.context.TenantContext;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is set aside, and how it is taken in after all: by somebody's decision, once, and on the record. */
@Singleton
class Quarantine {
    private final Database database;
    private final QuarantineStore store;
    private final Intake intake;
    private final Meters meters;
    private final Audit audit;
    private final Clock clock;

    Quarantine(Database database, QuarantineStore store, Intake intake, Meters meters, Audit audit, Clock clock) {
        this.database = database;
        this.store = store;
        this.intake = intake;
        this.meters = meters;
        this.audit = audit;
        this.clock = clock;
    }

    /** How many were taken in, and which stay because nothing counts them or they are no events. */
    record Replay(int taken, List<UUID> staying) {}

    List<Held> page(TenantId tenant, String reason, Instant after, UUID afterKey, int most) {
        return database.query(session -> store.page(session, tenant, reason, after, afterKey, most));
    }

    Replay replay(TenantContext context, List<UUID> keys) {
        MeterCatalogue catalogue = meters.catalogue();
        return database.transact(session -> replay(session, context, keys, catalogue));
    }

    private Replay replay(Session session, TenantContext context, List<UUID> keys, MeterCatalogue catalogue) {
        TenantId tenant = context.tenant();
        List<ReceivedEvent> events = new ArrayList<>();
        List<UUID> taken = new ArrayList<>();
        List<UUID> staying = new ArrayList<>();
        for (Held held : store.forReplay(session, tenant, keys)) {
            try {
                ReceivedEvent event = EventReader.read(bytes(held.event()), tenant);
                boolean counted =
                        !catalogue.listening(tenant, event.resourceType()).isEmpty();
                (counted ? taken : staying).add(held.key());
                if (counted) {
                    events.add(event);
                }
            } catch (UnreadableEvent e) {
                staying.add(held.key());
            }
        }
        intake.takeDecided(session, events);
        store.replayed(session, tenant, taken, clock.instant());
        audit.done(session, context, "usage.replay", Map.of("events", Integer.toString(taken.size())));
        return new Replay(taken.size(), staying);
    }

    private static byte[] bytes(Map<String, Object> event) {
        return new JsonObject(event).encode().getBytes(UTF_8);
    }
}
