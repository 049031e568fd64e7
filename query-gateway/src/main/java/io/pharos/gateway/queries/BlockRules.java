package io.pharos.gateway.queries;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.tenancy.audit.AuditEntry;
import io.pharos.tenancy.audit.AuditLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The tenants' block rules: kept in PostgreSQL, obeyed from memory, so that a request asks no database. A change holds
 * here at once and at other gateways within {@link QueriesConfig#rulesEvery()}; while PostgreSQL is away the rules that
 * were read last hold on.
 */
@Singleton
public final class BlockRules {
    private static final int MOST = 100;

    private final Database database;
    private final BlockRuleStore store;
    private final AuditLog audit;
    private final Clock clock;
    private volatile Map<TenantId, List<BlockRule>> rules = Map.of();

    @Inject
    BlockRules(Database database, BlockRuleStore store, AuditLog audit, Clock clock) {
        this.database = database;
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /** Refuses a query that one of the tenant's rules blocks, with the rule's reason. */
    public void check(TenantId tenant, String user, String text) {
        for (BlockRule rule : rules.getOrDefault(tenant, List.of())) {
            if (rule.blocks(user, text)) {
                throw Problem.of(
                        Kind.FORBIDDEN,
                        "query.blocked",
                        "this query is blocked by the tenant's rule '" + rule.name() + "': " + rule.reason());
            }
        }
    }

    /** Reads the rules anew. */
    void refresh() {
        rules = database.query(store::all);
    }

    List<BlockRule> of(TenantId tenant) {
        return database.query(session -> store.ofTenant(session, tenant));
    }

    /** Adds the rule, or exchanges the one of its name. */
    void put(TenantId tenant, BlockRule rule) {
        List<BlockRule> known = of(tenant);
        boolean isNew = known.stream().noneMatch(other -> other.name().equals(rule.name()));
        if (isNew && known.size() >= MOST) {
            throw Problem.of(
                    Kind.CONFLICT,
                    "queries.too-many-rules",
                    "the tenant has " + MOST + " block rules: remove one first, or join several by *");
        }
        audit.append(entry(tenant, rule.createdBy(), "queries.block", rule));
        database.transact(session -> {
            store.put(session, tenant, rule);
            return rule;
        });
        refresh();
    }

    void remove(TenantId tenant, String actor, String name) {
        BlockRule rule = of(tenant).stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(BlockRules::notFound);
        audit.append(entry(tenant, actor, "queries.unblock", rule));
        database.transact(session -> store.remove(session, tenant, name));
        refresh();
    }

    private static Problem notFound() {
        return Problem.of(Kind.NOT_FOUND, "queries.rule-not-found", "the tenant has no block rule of that name");
    }

    private AuditEntry entry(TenantId tenant, String actor, String action, BlockRule rule) {
        Map<String, String> details = Map.of("pattern", rule.pattern(), "reason", rule.reason());
        return new AuditEntry(clock.instant(), actor, action, rule.name(), tenant, AuditEntry.Outcome.DONE, details);
    }
}
