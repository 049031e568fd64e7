package io.pharos.billing.ingest;

import io.pharos.model.TenantId;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Usage that billing itself knows of, taken in with what it tells of: in the same transaction. */
@Singleton
public final class OwnEvents {
    private static final String SOURCE = "/pharos/billing-service/own";
    private static final String SERVICE = "billing-service";

    private final Intake intake;

    OwnEvents(Intake intake) {
        this.intake = intake;
    }

    /** One usage, under an id that is the same whenever it is told. */
    public record Own(
            TenantId tenant,
            UUID id,
            String resourceType,
            BigDecimal quantity,
            Instant time,
            Map<String, String> properties) {}

    public void add(Session session, Own own) {
        intake.takeDecided(
                session,
                List.of(new ReceivedEvent(
                        own.tenant(),
                        SOURCE,
                        own.id().toString(),
                        own.time(),
                        own.resourceType(),
                        SERVICE,
                        "",
                        own.quantity(),
                        0,
                        own.properties(),
                        null)));
    }
}
