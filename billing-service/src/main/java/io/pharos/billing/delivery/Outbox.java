package io.pharos.billing.delivery;

import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.pharos.usage.event.UuidV7;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Takes messages in the transaction of what they tell of: none without the other. */
@Singleton
public final class Outbox {
    private static final String ADD = "insert into outbox (id, tenant_id, type, data) values ($1, $2, $3, $4)";

    private static final String ADD_DISPATCHED =
            "insert into outbox (id, tenant_id, type, data, dispatched_at) values ($1, $2, $3, $4, $5)";

    private final Columns columns;
    private final UuidV7 ids;

    Outbox(Columns columns, Clock clock) {
        this.columns = columns;
        this.ids = new UuidV7(clock);
    }

    /** What happened to a tenant: {@code type} as {@code thing.happened}, and the facts; never a secret. */
    public record Message(TenantId tenant, String type, Map<String, ?> data) {
        private static final Pattern TYPE = Pattern.compile("[a-z][a-z_]*(\\.[a-z][a-z_]*)+");

        public Message {
            if (!TYPE.matcher(type).matches()) {
                throw new IllegalArgumentException("a type is thing.happened, not " + type);
            }
            data = Map.copyOf(data);
        }
    }

    public void add(Session session, Message message) {
        session.change(ADD, ids.next(), message.tenant().value(), message.type(), columns.object(message.data()));
    }

    /** The same for a message that its caller delivers; answers with its id. */
    UUID addDispatched(Session session, Message message, Instant now) {
        UUID id = ids.next();
        session.change(
                ADD_DISPATCHED, id, message.tenant().value(), message.type(), columns.object(message.data()), now);
        return id;
    }
}
