package io.pharos.router.directory;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.pharos.tenancy.directory.Alerting;
import io.pharos.tenancy.directory.CustomRole;
import io.pharos.tenancy.directory.Isolation;
import io.pharos.tenancy.directory.LabelConflict;
import io.pharos.tenancy.directory.Limits;
import io.pharos.tenancy.directory.Plan;
import io.pharos.tenancy.directory.Residency;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.directory.TraceEndpoint;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Tenants with their environments in PostgreSQL. */
@Singleton
class TenantStore {
    private static final String SELECT = """
        select t.id, t.name, t.plan_name, t.plan_features, t.plan_caps, t.plan_roles, t.status, t.isolation,
            t.residency, t.limits, t.label_conflict, t.alerting, t.traces, t.version,
            coalesce((select jsonb_object_agg(e.environment, e.engine_id)
                      from tenant_environment e where e.tenant_id = t.id), '{}') as environments
        from tenant t
        """;
    private static final String CHANGED = SELECT + "join tenant_change c on c.tenant_id = t.id where c.revision > $1";
    private static final String REMOVED = """
        select c.tenant_id from tenant_change c
        where c.revision > $1 and not exists (select from tenant t where t.id = c.tenant_id)
        """;
    private static final String PAGE = SELECT + "where t.id > $1 order by t.id limit $2";
    private static final String BY_ID = SELECT + "where t.id = $1";
    private static final String BY_ID_FOR_UPDATE = BY_ID + " for update of t";
    private static final String ADD = """
        insert into tenant (id, name, plan_name, plan_features, plan_caps, status, isolation, residency, limits,
            label_conflict, plan_roles, alerting, traces)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        on conflict (id) do nothing
        """;
    private static final String CHANGE = """
        update tenant set name = $2, plan_name = $3, plan_features = $4, plan_caps = $5, status = $6,
            isolation = $7, residency = $8, limits = $9, label_conflict = $10, plan_roles = $11,
            alerting = $12, traces = $13, version = version + 1, updated_at = now()
        where id = $1
        """;
    private static final String CLEAR_ENVIRONMENTS = "delete from tenant_environment where tenant_id = $1";
    private static final String ADD_ENVIRONMENT = """
        insert into tenant_environment (tenant_id, environment, engine_id)
        select $1, $2, id from engine where id = $3
        """;

    private final Columns columns;

    TenantStore(Columns columns) {
        this.columns = columns;
    }

    /** Those that changed after a revision of the directory; all of them after -1. */
    List<Tenant> changedSince(Session session, long revision) {
        return session.list(CHANGED, this::tenant, revision);
    }

    /** The ids of those that were removed after a revision. */
    List<String> removedSince(Session session, long revision) {
        return session.list(REMOVED, row -> row.getString("tenant_id"), revision);
    }

    List<Tenant> page(Session session, String after, int most) {
        return session.list(PAGE, this::tenant, after, most);
    }

    Optional<Tenant> byId(Session session, TenantId id) {
        return session.first(BY_ID, this::tenant, id.value());
    }

    /** The tenant, locked until the end of the transaction. */
    Optional<Tenant> byIdForUpdate(Session session, TenantId id) {
        return session.first(BY_ID_FOR_UPDATE, this::tenant, id.value());
    }

    /** Whether the tenant was added; false where its id is taken. */
    boolean add(Session session, Tenant tenant) {
        return session.change(ADD, parameters(tenant)) == 1;
    }

    void change(Session session, Tenant tenant) {
        session.change(CHANGE, parameters(tenant));
    }

    /** Names the tenant's environments anew; answers with the ids of engines that do not exist. */
    List<String> setEnvironments(Session session, TenantId id, Map<Environment, String> environments) {
        session.change(CLEAR_ENVIRONMENTS, id.value());
        return environments.entrySet().stream()
                .filter(e ->
                        session.change(ADD_ENVIRONMENT, id.value(), e.getKey().value(), e.getValue()) == 0)
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }

    private Object[] parameters(Tenant tenant) {
        return new Object[] {
            tenant.id().value(),
            tenant.name(),
            tenant.plan().name(),
            tenant.plan().features().stream().sorted().toArray(String[]::new),
            columns.object(tenant.plan().caps()),
            tenant.status().value(),
            tenant.isolation().value(),
            columns.object(tenant.residency()),
            columns.object(tenant.limits()),
            tenant.labelConflict().value(),
            columns.object(tenant.plan().roles()),
            columns.object(tenant.alerting()),
            columns.write(tenant.traces())
        };
    }

    private Tenant tenant(Row row) {
        return new Tenant(
                new TenantId(row.getString("id")),
                row.getString("name"),
                plan(row),
                Status.valueOf(capitals(row, "status")),
                Isolation.valueOf(capitals(row, "isolation")),
                columns.required(row, "residency", Residency.class),
                environments(row),
                columns.required(row, "limits", Limits.class),
                LabelConflict.valueOf(capitals(row, "label_conflict")),
                columns.required(row, "alerting", Alerting.class),
                columns.read(row, "traces", TraceEndpoint.class),
                row.getLong("version"));
    }

    private Plan plan(Row row) {
        Set<String> features = Set.of(row.getArrayOfStrings("plan_features"));
        return new Plan(
                row.getString("plan_name"),
                features,
                columns.readMap(row, "plan_caps", Long.class),
                columns.readMap(row, "plan_roles", CustomRole.class));
    }

    private Map<Environment, String> environments(Row row) {
        Map<Environment, String> environments = new TreeMap<>();
        columns.readMap(row, "environments", String.class)
                .forEach((name, engine) -> environments.put(new Environment(name), engine));
        return environments;
    }

    private static String capitals(Row row, String column) {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }
}
