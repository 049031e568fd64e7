package io.pharos.billing.economics;

import io.pharos.billing.economics.GivenCost.What;
import io.pharos.billing.money.Money;
import io.pharos.model.TenantId;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Segments, who is in them, and the costs that were told of them, in PostgreSQL. */
@Singleton
class SegmentStore {
    private static final String NAMES = "select code, name from economics_segment order by code";
    private static final String PUT = """
            insert into economics_segment (code, name, updated_at) values ($1, $2, $3)
            on conflict (code) do update set name = excluded.name, updated_at = excluded.updated_at
            """;
    private static final String LEAVE =
            "delete from economics_member where segment = $1 and not tenant_id = any($2::text[])";
    private static final String JOIN = """
            insert into economics_member (tenant_id, segment) select t, $1 from unnest($2::text[]) as t
            on conflict (tenant_id) do update set segment = excluded.segment
            """;
    private static final String ADD_COST = """
            insert into economics_cost (month, segment, kind, reference, currency, amount_minor, note, given_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (month, segment, kind, reference, currency) do update set
                amount_minor = excluded.amount_minor, note = excluded.note, given_at = excluded.given_at
            """;
    private static final String COSTS = """
            select month, segment, kind, reference, currency, amount_minor, note from economics_cost
            where month >= $1 and month < $2 and currency = $3 order by month, segment, kind, reference
            """;

    /** The segments by code, with their names. */
    Map<String, String> names(Session session) {
        Map<String, String> names = new TreeMap<>();
        session.list(NAMES, row -> Map.entry(row.getString("code"), row.getString("name")))
                .forEach(entry -> names.put(entry.getKey(), entry.getValue()));
        return names;
    }

    /** The segment with these members and no others; who was in another one is in this one now. */
    void put(Session session, String code, String name, Set<TenantId> members, Instant now) {
        String[] tenants = members.stream().map(TenantId::value).toArray(String[]::new);
        session.change(PUT, code, name, now);
        session.change(LEAVE, code, tenants);
        session.change(JOIN, code, tenants);
    }

    void add(Session session, GivenCost cost, Instant now) {
        session.change(
                ADD_COST,
                cost.month().atDay(1),
                cost.segment(),
                cost.kind().code(),
                cost.reference(),
                cost.amount().currency().getCurrencyCode(),
                cost.amount().minor(),
                cost.note(),
                now);
    }

    List<GivenCost> costs(Session session, Months months, Currency currency) {
        return session.list(COSTS, SegmentStore::cost, months.from(), months.to(), currency.getCurrencyCode());
    }

    private static GivenCost cost(Row row) {
        return new GivenCost(
                YearMonth.from(row.getLocalDate("month")),
                row.getString("segment"),
                What.parse(row.getString("kind")),
                row.getString("reference"),
                new Money(row.getLong("amount_minor"), Currency.getInstance(row.getString("currency"))),
                row.getString("note"));
    }
}
