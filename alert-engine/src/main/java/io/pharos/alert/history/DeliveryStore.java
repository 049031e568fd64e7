package io.pharos.alert.history;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Database;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The notification log in PostgreSQL, bounded by age and by number for each tenant. */
@Singleton
class DeliveryStore {
    private static final String ADD = """
            insert into notification (tenant_id, environment, at, channel, receiver, target, alerts, alert_count,
                delivered, status, answer, took_ms)
            select tenant, environment, at::timestamptz, channel, receiver, target, alerts, count, delivered, status,
                answer, took
            from jsonb_to_recordset($1) as entry(tenant text, environment text, at text, channel text, receiver text,
                target text, alerts jsonb, count int, delivered boolean, status int, answer text, took int)
            """;
    private static final String PAGE = """
            select id, environment, at, channel, receiver, target, alerts, alert_count, delivered, status, answer, took_ms
            from notification
            where tenant_id = $1 and environment = $2 and id < $3 and ($4 = '' or receiver = $4)
                and ($5 = '' or channel = $5) and (not $6 or not delivered)
            order by id desc limit $7
            """;
    private static final String FORGET_OLD = "delete from notification where at < $1";
    private static final String FORGET_MANY = """
            delete from notification n using (
                select tenant_id, id, row_number() over (partition by tenant_id order by id desc) as place
                from notification) numbered
            where n.tenant_id = numbered.tenant_id and n.id = numbered.id and numbered.place > $1
            """;

    /** An entry as it was stored. */
    record Entry(long id, Delivery delivery) {}

    /** What of the log is asked for; empty texts ask for any. */
    record Wish(long before, String receiver, String channel, boolean failedOnly, int most) {}

    private final Database database;

    DeliveryStore(Database database) {
        this.database = database;
    }

    void add(List<Delivery> deliveries) {
        JsonArray rows = new JsonArray();
        deliveries.forEach(delivery -> rows.add(row(delivery)));
        database.query(session -> session.change(ADD, rows));
    }

    /** The newest first. */
    List<Entry> page(TenantId tenant, Environment environment, Wish wish) {
        return database.query(session -> session.list(
                PAGE,
                row -> entry(tenant, row),
                tenant.value(),
                environment.value(),
                wish.before(),
                wish.receiver(),
                wish.channel(),
                wish.failedOnly(),
                wish.most()));
    }

    /** Forgets what is older, and of each tenant what is beyond its newest so many. */
    int forget(Instant olderThan, int most) {
        return database.within(Duration.ofMinutes(1))
                .query(session -> session.change(FORGET_OLD, olderThan) + session.change(FORGET_MANY, most));
    }

    private static JsonObject row(Delivery delivery) {
        JsonArray alerts = new JsonArray();
        delivery.alerts()
                .forEach(line -> alerts.add(new JsonObject()
                        .put("labels", new JsonObject(new TreeMap<String, Object>(line.labels())))
                        .put("resolved", line.resolved())));
        return new JsonObject()
                .put("tenant", delivery.tenant().value())
                .put("environment", delivery.environment().value())
                .put("at", delivery.at().toString())
                .put("channel", delivery.channel())
                .put("receiver", delivery.receiver())
                .put("target", delivery.target())
                .put("alerts", alerts)
                .put("count", delivery.count())
                .put("delivered", delivery.outcome().delivered())
                .put("status", delivery.outcome().status())
                .put("answer", delivery.outcome().answer().replace("\u0000", ""))
                .put("took", delivery.took().toMillis());
    }

    private static Entry entry(TenantId tenant, Row row) {
        Delivery.Outcome outcome =
                new Delivery.Outcome(row.getBoolean("delivered"), row.getInteger("status"), row.getString("answer"));
        Delivery delivery = new Delivery(
                tenant,
                new Environment(row.getString("environment")),
                Columns.instant(row, "at"),
                row.getString("channel"),
                row.getString("receiver"),
                row.getString("target"),
                lines(row.getJsonArray("alerts")),
                row.getInteger("alert_count"),
                outcome,
                Duration.ofMillis(row.getInteger("took_ms")));
        return new Entry(row.getLong("id"), delivery);
    }

    private static List<Delivery.Line> lines(JsonArray alerts) {
        return alerts.stream()
                .map(JsonObject.class::cast)
                .map(line -> new Delivery.Line(labels(line.getJsonObject("labels")), line.getBoolean("resolved")))
                .toList();
    }

    private static SortedMap<String, String> labels(JsonObject object) {
        SortedMap<String, String> labels = new TreeMap<>();
        object.forEach(label -> labels.put(label.getKey(), String.valueOf(label.getValue())));
        return labels;
    }
}
