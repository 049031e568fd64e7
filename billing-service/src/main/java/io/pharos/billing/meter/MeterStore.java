package io.pharos.billing.meter;

import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Meters of tenants and the operator in PostgreSQL; an owner is a tenant's id, or {@link #OPERATOR}. */
@Singleton
class MeterStore {
    /** A word that no tenant can be named. */
    static final String OPERATOR = "platform";

    private static final String ALL = """
            select tenant_id, code, name, resource_type, aggregation from meter
            where archived_at is null order by tenant_id, code
            """;
    private static final String COUNT =
            "select count(*) as meters from meter where tenant_id = $1 and archived_at is null";
    private static final String ADD = """
            insert into meter (tenant_id, code, name, resource_type, aggregation) values ($1, $2, $3, $4, $5)
            on conflict (tenant_id, code) do nothing
            """;
    private static final String ARCHIVE = """
            update meter set archived_at = now() where tenant_id = $1 and code = $2 and archived_at is null
            """;

    private final Columns columns;

    MeterStore(Columns columns) {
        this.columns = columns;
    }

    MeterCatalogue all(Session session) {
        Map<String, List<MeterDefinition>> owners = new HashMap<>();
        session.list(ALL, row -> Map.entry(row.getString("tenant_id"), meter(row)))
                .forEach(m -> owners.computeIfAbsent(m.getKey(), o -> new ArrayList<>())
                        .add(m.getValue()));
        List<MeterDefinition> operators = owners.getOrDefault(OPERATOR, List.of());
        owners.remove(OPERATOR);
        Map<TenantId, List<MeterDefinition>> tenants = new HashMap<>();
        owners.forEach((id, meters) -> tenants.put(new TenantId(id), List.copyOf(meters)));
        return new MeterCatalogue(operators, tenants);
    }

    long count(Session session, String owner) {
        return session.first(COUNT, row -> row.getLong("meters"), owner).orElse(0L);
    }

    /** Whether it was added; false where the code is, or once was, another meter's. */
    boolean add(Session session, String owner, MeterDefinition meter) {
        return session.change(
                        ADD,
                        owner,
                        meter.code(),
                        meter.name(),
                        meter.resourceType(),
                        columns.object(MeterForm.of(meter.meter())))
                == 1;
    }

    boolean archive(Session session, String owner, String code) {
        return session.change(ARCHIVE, owner, code) == 1;
    }

    private MeterDefinition meter(Row row) {
        MeterForm form = columns.required(row, "aggregation", MeterForm.class);
        return new MeterDefinition(
                row.getString("name"), row.getString("resource_type"), form.meter(row.getString("code")));
    }
}
