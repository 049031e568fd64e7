package io.pharos.billing.usage;

import io.pharos.billing.meter.MeterDefinition;
import io.pharos.billing.money.Decimals;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Quantities from PostgreSQL. Statements that are part of one answer run in one transaction. */
@Singleton
class UsageStore {
    /** Clean hours as they are added up; hours with new events, and hours cut by the period, from the events. */
    private static final String NOW = """
            with raw as materialized (
                select hour from usage_dirty where tenant_id = $1 and hour >= date_trunc('hour', $3::timestamptz, 'UTC')
                    and hour < $4
                union select date_trunc('hour', $3::timestamptz, 'UTC')
                    where $3::timestamptz <> date_trunc('hour', $3::timestamptz, 'UTC')
                union select date_trunc('hour', $4::timestamptz, 'UTC')
                    where $4::timestamptz <> date_trunc('hour', $4::timestamptz, 'UTC')
            ), facts as (
                select bucket, service_id, user_id, events, quantity, duration_ms, highest, lowest from usage_hour h
                where tenant_id = $1 and resource_type = $2 and bucket >= $3 and bucket < $4
                    and superseded_at = 'infinity'
                    and not exists (select from raw where raw.hour = date_trunc('hour', h.bucket, 'UTC'))
                union all
                select event_time, service_id, user_id, 1, quantity, duration_ms, quantity, quantity
                from raw join usage_event e on e.event_time >= raw.hour and e.event_time < raw.hour + interval '1 hour'
                where e.tenant_id = $1 and e.resource_type = $2 and e.event_time >= $3 and e.event_time < $4
            )
            """;

    private static final String THEN = """
            with facts as (
                select bucket, service_id, user_id, events, quantity, duration_ms, highest, lowest from usage_hour
                where tenant_id = $1 and resource_type = $2 and bucket >= $3 and bucket < $4
                    and recorded_at <= $7 and superseded_at > $7
            )
            """;
    private static final String AS_OF = "select as_of from rollup_state";

    private static final String EVENTS = """
            select quantity, usage_number(properties ->> 'amount') as amount from usage_event
            where tenant_id = $1 and resource_type = $2 and event_time >= $3 and event_time < $4 and stored_at <= $5
            order by event_time, stored_at, key limit $6
            """;

    /** An event for a price that looks at each: its quantity, and the amount that it carries where it does. */
    record Single(BigDecimal quantity, Optional<BigDecimal> amount) {}

    /** Up to which time bills can be as of. */
    Instant asOf(Session session) {
        return session.first(AS_OF, row -> Columns.instant(row, "as_of")).orElseThrow();
    }

    List<Quantity> quantities(Session session, MeterDefinition meter, UsageQuestion question) {
        MeterSql sql = new MeterSql(meter, question.groupBy());
        return sql.fromHours() ? ofHours(session, sql, question) : ofEvents(session, sql, question);
    }

    /** The level that changes before a time add up to. */
    BigDecimal before(Session session, MeterDefinition meter, UsageQuestion question) {
        MeterSql sql = new MeterSql(meter, List.of());
        List<Object> parameters = new ArrayList<>(List.of(
                question.tenant().value(),
                meter.resourceType(),
                question.period().from(),
                storedUntil(question)));
        parameters.addAll(sql.parameters());
        return session.first(sql.before(), row -> row.getBigDecimal("total"), parameters.toArray())
                .orElse(BigDecimal.ZERO);
    }

    List<Single> events(Session session, MeterDefinition meter, UsageQuestion question, int most) {
        return session.list(
                EVENTS,
                row -> new Single(row.getBigDecimal("quantity"), Optional.ofNullable(row.getBigDecimal("amount"))),
                question.tenant().value(),
                meter.resourceType(),
                question.period().from(),
                question.period().to(),
                storedUntil(question),
                most);
    }

    private static List<Quantity> ofHours(Session session, MeterSql sql, UsageQuestion question) {
        List<@Nullable Object> parameters = new ArrayList<>(List.of(
                question.tenant().value(),
                sql.meter().resourceType(),
                question.period().from(),
                question.period().to(),
                question.window() == Window.TOTAL ? "hour" : question.window().word(),
                question.zone().getId()));
        Instant asOf = question.asOf();
        if (asOf != null) {
            parameters.add(asOf);
        }
        String facts = asOf == null ? NOW : THEN;
        String window = question.window() == Window.TOTAL
                ? "case when $5 = $6 then null::timestamptz end"
                : "date_trunc($5, bucket, $6)";
        return list(session, facts + select(window, sql, sql.ofHours(), "facts"), sql, parameters);
    }

    private static List<Quantity> ofEvents(Session session, MeterSql sql, UsageQuestion question) {
        List<@Nullable Object> parameters = new ArrayList<>(List.of(
                question.tenant().value(),
                sql.meter().resourceType(),
                question.period().from(),
                question.period().to(),
                storedUntil(question),
                question.window() == Window.TOTAL
                        ? "century"
                        : question.window().word(),
                question.zone().getId()));
        parameters.addAll(sql.parameters());
        String window = question.window() == Window.TOTAL
                ? "case when $6 = $7 then null::timestamptz end"
                : "date_trunc($6, event_time, $7)";
        String from = "(" + sql.events() + ") events";
        return list(session, select(window, sql, sql.ofEvents(), from), sql, parameters);
    }

    private static String select(String window, MeterSql sql, String aggregate, String from) {
        int columns = 1 + sql.groupBy().size();
        StringBuilder group = new StringBuilder("1");
        for (int i = 2; i <= columns; i++) {
            group.append(", ").append(i);
        }
        return "select " + window + " as start" + sql.groups() + ", " + aggregate + " from " + from + " group by "
                + group + " order by " + group;
    }

    private static List<Quantity> list(
            Session session, String statement, MeterSql sql, List<@Nullable Object> parameters) {
        return session.list(statement, row -> quantity(row, sql), parameters.toArray());
    }

    private static Quantity quantity(Row row, MeterSql sql) {
        Map<String, String> group = new TreeMap<>();
        sql.groupBy().forEach(name -> group.put(name, row.getString(name)));
        BigDecimal total = row.getBigDecimal("total");
        BigDecimal parts = row.getBigDecimal("parts");
        BigDecimal sum = total == null ? BigDecimal.ZERO : total;
        BigDecimal value = parts == null || parts.signum() == 0 ? sum : sum.divide(parts, Decimals.WORKING);
        return new Quantity(Columns.optionalInstant(row, "start").orElse(null), group, value);
    }

    private static Instant storedUntil(UsageQuestion question) {
        Instant asOf = question.asOf();
        return asOf == null ? Instant.parse("9999-01-01T00:00:00Z") : asOf;
    }
}
