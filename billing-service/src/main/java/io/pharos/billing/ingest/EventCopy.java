package io.pharos.billing.ingest;

import io.pharos.billing.ingest.EventStore.Keyed;
import io.pharos.billing.ingest.EventStore.Touched;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Adds large batches of events by COPY, over JDBC, since the reactive client speaks no COPY (ADR 22): a batch is one
 * transaction, and the same as by {@link EventStore#add}. For consumers with a thread of their own.
 */
@Singleton
class EventCopy {
    private static final String KEYS = "copy usage_key (key, digest, stored_at) from stdin (format binary)";
    private static final String EVENTS = """
            copy usage_event (event_time, tenant_id, key, resource_type, service_id, user_id, quantity, duration_ms, source,
                event_id, properties, corrects, stored_at)
            from stdin (format binary)
            """;
    private static final String MARKS = "copy usage_dirty (tenant_id, hour) from stdin (format binary)";
    private static final String KEYS_THAT_ARE_NEW = """
            insert into usage_key (key, digest, stored_at)
            select key, digest, ?::timestamptz from unnest(?, ?) as k (key, digest)
            on conflict (key) do nothing returning key
            """;
    private static final String DIGESTS = "select key, digest from usage_key where key = any(?)";

    private static final String THERE_ALREADY = "23505";
    private static final int DEADLINE_MILLIS = (int) Duration.ofSeconds(30).toMillis();
    private static final int KEY_BYTES = 46;
    private static final int EVENT_BYTES = 300;
    private static final int MARK_BYTES = 48;

    private final DataSource database;
    private final RecentKeys recent = new RecentKeys();

    EventCopy(DataSource database) {
        this.database = database;
    }

    /** Adds events of distinct keys, in the order of their keys; answers with what was there before, and its digests. */
    Map<UUID, Long> add(List<Keyed> events, Instant now) {
        try (Connection connection = database.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, DEADLINE_MILLIS);
            connection.setAutoCommit(false);
            Map<UUID, Long> before = transact(connection, events, now);
            events.forEach(e -> recent.add(e.key()));
            return before;
        } catch (SQLException e) {
            throw new NotAdded(e);
        }
    }

    private Map<UUID, Long> transact(Connection connection, List<Keyed> events, Instant now) throws SQLException {
        boolean done = false;
        try {
            Map<UUID, Long> before = addKeys(connection, events, now);
            List<Keyed> fresh = without(before, events);
            copy(connection, EVENTS, events(fresh, now));
            copy(connection, MARKS, marks(fresh));
            connection.commit();
            done = true;
            return before;
        } finally {
            if (!done) {
                connection.rollback();
            }
        }
    }

    /**
     * By COPY, of the keys that are not known to be there. It fails at one that is there after all; then the transaction
     * begins anew with a statement that passes over such.
     */
    private Map<UUID, Long> addKeys(Connection connection, List<Keyed> events, Instant now) throws SQLException {
        Object[] suspects =
                events.stream().map(Keyed::key).filter(recent::maybeHas).toArray();
        Map<UUID, Long> before = digests(connection, suspects);
        try {
            copy(connection, KEYS, keys(without(before, events), now));
            return before;
        } catch (SQLException e) {
            if (!THERE_ALREADY.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback();
            return addNewKeys(connection, events, now);
        }
    }

    private static List<Keyed> without(Map<UUID, Long> before, List<Keyed> events) {
        return before.isEmpty()
                ? events
                : events.stream().filter(e -> !before.containsKey(e.key())).toList();
    }

    private static Map<UUID, Long> addNewKeys(Connection connection, List<Keyed> events, Instant now)
            throws SQLException {
        Object[] keys = events.stream().map(Keyed::key).toArray();
        Object[] digests = events.stream().map(e -> e.identity().digest()).toArray();
        Set<Object> there = new HashSet<>(Arrays.asList(keys));
        try (PreparedStatement insert = connection.prepareStatement(KEYS_THAT_ARE_NEW)) {
            insert.setString(1, now.toString());
            insert.setArray(2, connection.createArrayOf("uuid", keys));
            insert.setArray(3, connection.createArrayOf("int8", digests));
            try (ResultSet added = insert.executeQuery()) {
                while (added.next()) {
                    there.remove(added.getObject(1, UUID.class));
                }
            }
        }
        return digests(connection, there.toArray());
    }

    private static Map<UUID, Long> digests(Connection connection, Object[] keys) throws SQLException {
        if (keys.length == 0) {
            return Map.of();
        }
        Map<UUID, Long> digests = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(DIGESTS)) {
            select.setArray(1, connection.createArrayOf("uuid", keys));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    digests.put(rows.getObject(1, UUID.class), rows.getLong(2));
                }
            }
        }
        return digests;
    }

    private static void copy(Connection connection, String sql, byte[] rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            copy.writeToCopy(rows, 0, rows.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static byte[] keys(List<Keyed> events, Instant now) {
        CopyRows rows = new CopyRows(KEY_BYTES * events.size() + KEY_BYTES);
        for (Keyed e : events) {
            rows.row(3).uuid(e.key()).int8(e.identity().digest()).timestamptz(now);
        }
        return rows.end();
    }

    private static byte[] events(List<Keyed> events, Instant now) {
        CopyRows rows = new CopyRows(EVENT_BYTES * events.size());
        for (Keyed keyed : events) {
            ReceivedEvent e = keyed.event();
            rows.row(13)
                    .timestamptz(e.time())
                    .text(e.tenant().value())
                    .uuid(keyed.key())
                    .text(e.resourceType())
                    .text(e.serviceId())
                    .text(e.userId())
                    .numeric(e.quantity())
                    .int8(e.durationMs())
                    .text(e.source())
                    .text(e.id())
                    .jsonb(EventStore.properties(e))
                    .text(e.corrects())
                    .timestamptz(now);
        }
        return rows.end();
    }

    private static byte[] marks(List<Keyed> events) {
        Set<Touched> touched = EventStore.touched(events);
        CopyRows rows = new CopyRows(MARK_BYTES * touched.size());
        touched.forEach(t -> rows.row(2).text(t.tenant()).timestamptz(t.hour()));
        return rows.end();
    }
}
