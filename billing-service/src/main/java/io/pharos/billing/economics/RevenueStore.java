package io.pharos.billing.economics;

import io.pharos.billing.money.Rounding;
import io.pharos.model.TenantId;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Revenue as the books have it, by the month that was served: an invoice's is the month that the middle of its period
 * is in, and what was credited or taken back later counts there, too. Who has revenue above zero in a month is a
 * customer in it.
 */
@Singleton
class RevenueStore {
    private static final String EARNED = """
            with earned as (
                select e.tenant_id,
                    date_trunc('month', coalesce(i.period_from + (i.period_to - i.period_from) / 2, m.booked_at)
                        at time zone 'UTC')::date as month,
                    -sum(e.amount_minor)::bigint as minor
                from ledger_entry e
                join ledger_movement m on m.id = e.movement_id
                left join invoice i on i.id = e.invoice_id
                where e.account = 'revenue' and e.currency = $1
                group by 1, 2
            ), first as (
                select tenant_id, min(month) as won from earned where minor > 0 group by 1
            )
            """;
    private static final String BY_SEGMENT = EARNED + """
            select coalesce(s.segment, '') as segment, e.month, sum(e.minor)::bigint as minor,
                count(*) filter (where e.minor > 0) as customers,
                count(*) filter (where e.minor > 0 and f.won = e.month) as won,
                count(*) filter (where e.minor > 0 and n.minor > 0) as stayed
            from earned e
            left join first f on f.tenant_id = e.tenant_id
            left join earned n on n.tenant_id = e.tenant_id and n.month = (e.month + interval '1 month')::date
            left join economics_member s on s.tenant_id = e.tenant_id
            where e.month >= $2 and e.month < $3
            group by 1, 2 order by 1, 2
            """;
    private static final String COHORTS = EARNED + """
            select f.won, (extract(year from age(e.month, f.won)) * 12 + extract(month from age(e.month, f.won)))::int as after,
                count(*)::int as customers
            from first f join earned e on e.tenant_id = f.tenant_id and e.minor > 0
            left join economics_member s on s.tenant_id = f.tenant_id
            where f.won >= $2 and f.won < $3 and e.month < $3 and ($4 = '' or s.segment = $4)
            group by 1, 2 order by 1, 2
            """;
    private static final String MEMBERS = "select tenant_id, segment from economics_member";

    /** A segment's month; {@code stayed} are the customers that are customers in the next month, too. */
    record Month(String segment, YearMonth month, BigDecimal revenue, long customers, long won, long stayed) {}

    List<Month> months(Session session, Currency currency, LocalDate from, LocalDate to) {
        int digits = Rounding.of(currency).scale();
        return session.list(
                BY_SEGMENT,
                row -> new Month(
                        row.getString("segment"),
                        YearMonth.from(row.getLocalDate("month")),
                        BigDecimal.valueOf(row.getLong("minor"), digits),
                        row.getLong("customers"),
                        row.getLong("won"),
                        row.getLong("stayed")),
                currency.getCurrencyCode(),
                from,
                to);
    }

    /** How many of the customers won in each month were still there after how many months. */
    List<Cohort> cohorts(Session session, Currency currency, Months months, String segment) {
        Map<YearMonth, Map<Integer, Integer>> counted = new TreeMap<>();
        session.list(
                        COHORTS,
                        row -> new Remaining(
                                YearMonth.from(row.getLocalDate("won")),
                                row.getInteger("after"),
                                row.getInteger("customers")),
                        currency.getCurrencyCode(),
                        months.from(),
                        months.to(),
                        segment)
                .forEach(r ->
                        counted.computeIfAbsent(r.won(), m -> new TreeMap<>()).put(r.after(), r.customers()));
        return counted.entrySet().stream()
                .map(cohort -> Cohort.of(cohort.getKey(), months.last(), cohort.getValue()))
                .toList();
    }

    private record Remaining(YearMonth won, int after, int customers) {}

    Map<TenantId, String> members(Session session) {
        Map<TenantId, String> members = new TreeMap<>();
        session.list(MEMBERS, row -> Map.entry(new TenantId(row.getString("tenant_id")), row.getString("segment")))
                .forEach(entry -> members.put(entry.getKey(), entry.getValue()));
        return members;
    }
}
