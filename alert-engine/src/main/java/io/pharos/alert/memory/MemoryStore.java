package io.pharos.alert.memory;

import io.pharos.alert.schedule.GroupKey;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** What is remembered of groups, in PostgreSQL; nothing replaces what is of a later owner or a later slot. */
@Singleton
public final class MemoryStore {
    private static final String KEEP = """
            insert into group_state as s (tenant_id, environment, namespace, group_name, epoch, slot, state)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (tenant_id, environment, namespace, group_name)
            do update set epoch = excluded.epoch, slot = excluded.slot, state = excluded.state
            where (s.epoch, s.slot) <= (excluded.epoch, excluded.slot)
            """;
    private static final String KEPT = """
            select state from group_state
            where tenant_id = $1 and environment = $2 and namespace = $3 and group_name = $4
            """;
    private static final String FORGET = """
            delete from group_state
            where tenant_id = $1 and environment = $2 and namespace = $3 and group_name = $4
            """;

    /** Whether it was kept; false where something later was kept already. */
    public boolean keep(Session session, GroupKey key, long epoch, Instant slot, byte[] memory) {
        return session.change(
                        KEEP,
                        key.tenant().value(),
                        key.environment().value(),
                        key.namespace(),
                        key.group(),
                        epoch,
                        slot,
                        memory)
                == 1;
    }

    public Optional<byte[]> kept(Session session, GroupKey key) {
        return session.first(
                KEPT,
                row -> Columns.bytes(row, "state"),
                key.tenant().value(),
                key.environment().value(),
                key.namespace(),
                key.group());
    }

    public void forget(Session session, GroupKey key) {
        session.change(FORGET, key.tenant().value(), key.environment().value(), key.namespace(), key.group());
    }
}
