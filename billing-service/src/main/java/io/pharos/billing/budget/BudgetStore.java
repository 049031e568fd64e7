package io.pharos.billing.budget;

import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Budgets in PostgreSQL, and what was told of them. */
@Singleton
class BudgetStore {
    private static final String OF_TENANT = """
            select code, name, meter, amount, thresholds, cap from budget where tenant_id = $1 order by code
            """;
    /** Those that have budgets, and those that had one that may have closed something. */
    private static final String TENANTS = """
            select tenant_id from budget union select tenant_id from standing where standing -> 'caps' is not null
            order by tenant_id
            """;

    private static final String PUT = """
            insert into budget (tenant_id, code, name, meter, amount, thresholds, cap) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (tenant_id, code) do update set name = excluded.name, meter = excluded.meter,
                amount = excluded.amount, thresholds = excluded.thresholds, cap = excluded.cap
            """;
    private static final String REMOVE = "delete from budget where tenant_id = $1 and code = $2 returning cap";
    private static final String TOLD = """
            select notice from budget_notice where tenant_id = $1 and code = $2 and period_from = $3
            """;
    private static final String TELL = """
            insert into budget_notice (tenant_id, code, period_from, notice, told_at) values ($1, $2, $3, $4, $5)
            on conflict do nothing
            """;

    List<Budget> ofTenant(Session session, TenantId tenant) {
        return session.list(OF_TENANT, BudgetStore::budget, tenant.value());
    }

    List<TenantId> tenants(Session session) {
        return session.list(TENANTS, row -> new TenantId(row.getString("tenant_id")));
    }

    void put(Session session, TenantId tenant, Budget budget) {
        session.change(
                PUT,
                tenant.value(),
                budget.code(),
                budget.name(),
                budget.meter(),
                budget.amount(),
                budget.thresholds().toArray(Integer[]::new),
                budget.capWord());
    }

    boolean remove(Session session, TenantId tenant, String code) {
        return !session.list(REMOVE, row -> code, tenant.value(), code).isEmpty();
    }

    Set<String> told(Session session, TenantId tenant, String code, Instant periodFrom) {
        return new HashSet<>(session.list(TOLD, row -> row.getString("notice"), tenant.value(), code, periodFrom));
    }

    /** Whether it was not told before. */
    boolean tell(Session session, TenantId tenant, String code, Instant periodFrom, String notice, Instant now) {
        return session.change(TELL, tenant.value(), code, periodFrom, notice, now) == 1;
    }

    private static Budget budget(Row row) {
        return new Budget(
                row.getString("code"),
                row.getString("name"),
                row.getString("meter"),
                row.getBigDecimal("amount"),
                Arrays.asList(row.getArrayOfIntegers("thresholds")),
                Optional.ofNullable(row.getString("cap")).flatMap(Scope::parse).orElse(null));
    }
}
