package io.pharos.collector.push;

import io.pharos.collector.leaving.TenantRecords;
import io.pharos.collector.push.PushedFamily.Series;
import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.sql.Session;
import io.pharos.wire.text.MetricType;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Pushed groups in PostgreSQL. */
@Singleton
class PushStore implements TenantRecords {
    private static final String EXISTS = """
            select exists (select from pushed_group where tenant_id = $1 and environment = $2 and grouping_key = $3) as there
            """;
    private static final String COUNT = """
            select count(*) as groups from pushed_group where tenant_id = $1 and environment = $2
            """;
    private static final String PUT_GROUP = """
            insert into pushed_group (tenant_id, environment, grouping_key, labels, pushed_at, failed_at, pushed_by)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (tenant_id, environment, grouping_key) do update set
                pushed_at = coalesce(excluded.pushed_at, pushed_group.pushed_at),
                failed_at = coalesce(excluded.failed_at, pushed_group.failed_at),
                pushed_by = excluded.pushed_by, version = pushed_group.version + 1
            """;
    private static final String DELETE_GROUP = """
            delete from pushed_group where tenant_id = $1 and environment = $2 and grouping_key = $3
            """;
    private static final String DELETE_GROUPS = "delete from pushed_group where tenant_id = any($1)";
    private static final String DELETE_ENDINGS = "delete from pushed_ending where tenant_id = any($1)";
    private static final String FAMILIES = """
            select content from pushed_family
            where tenant_id = $1 and environment = $2 and grouping_key = $3 order by metric
            """;
    private static final String TYPES_ELSEWHERE = """
            select distinct metric, type from pushed_family
            where tenant_id = $1 and environment = $2 and grouping_key <> $3 and metric = any($4)
            """;
    private static final String PUT_FAMILY = """
            insert into pushed_family (tenant_id, environment, grouping_key, metric, type, content)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (tenant_id, environment, grouping_key, metric) do update set
                type = excluded.type, content = excluded.content
            """;
    private static final String DELETE_FAMILY = """
            delete from pushed_family
            where tenant_id = $1 and environment = $2 and grouping_key = $3 and metric = $4
            """;
    private static final String PUT_ENDING = """
            insert into pushed_ending (tenant_id, environment, grouping_key, series) values ($1, $2, $3, $4)
            """;
    private static final String GROUPS = """
            select tenant_id, environment, grouping_key, labels, pushed_at, failed_at, pushed_by, version
            from pushed_group order by tenant_id, environment, grouping_key
            """;
    private static final String ENDINGS = """
            select id, tenant_id, environment, grouping_key, series from pushed_ending order by id limit 10000
            """;
    private static final String FORGET_ENDING = "delete from pushed_ending where id = $1";

    private final PushJson json;

    PushStore(PushJson json) {
        this.json = json;
    }

    /** Which group of which tenant's environment. */
    record Address(TenantId tenant, Environment environment, String groupingKey) {
        /** The group's name among all. */
        String text() {
            return tenant + "/" + environment + "/" + groupingKey;
        }
    }

    /** A group without its families. */
    record Group(
            Address address,
            SortedMap<String, String> labels,
            @Nullable Instant pushedAt,
            @Nullable Instant failedAt,
            String pushedBy,
            long version) {}

    /** Series of which the engine is still to be told that they ended. */
    record Ending(long id, Address address, List<Series> series) {}

    /** Makes pushes of one tenant's environment wait for each other, until the end of the transaction. */
    void lock(Session session, Address at) {
        session.lock(at.tenant() + "/" + at.environment());
    }

    boolean exists(Session session, Address at) {
        return session.first(EXISTS, row -> row.getBoolean("there"), key(at)).orElseThrow();
    }

    long count(Session session, Address at) {
        return session.first(
                        COUNT,
                        row -> row.getLong("groups"),
                        at.tenant().value(),
                        at.environment().value())
                .orElseThrow();
    }

    /** Notes a push; a time that is null stays as it was. */
    void putGroup(
            Session session,
            Address at,
            GroupingKey key,
            @Nullable Instant pushedAt,
            @Nullable Instant failedAt,
            String pushedBy) {
        session.change(
                PUT_GROUP,
                at.tenant().value(),
                at.environment().value(),
                at.groupingKey(),
                json.labels(key.labels()),
                pushedAt,
                failedAt,
                pushedBy);
    }

    void deleteGroup(Session session, Address at) {
        session.change(DELETE_GROUP, key(at));
    }

    @Override
    public int deleteAll(Session session, String[] tenants) {
        return session.change(DELETE_ENDINGS, (Object) tenants) + session.change(DELETE_GROUPS, (Object) tenants);
    }

    List<PushedFamily> families(Session session, Address at) {
        return session.list(
                FAMILIES, row -> json.family(row.getBuffer("content").getBytes()), key(at));
    }

    Map<String, MetricType> typesElsewhere(Session session, Address at, List<PushedFamily> families) {
        String[] metrics = families.stream().map(PushedFamily::name).toArray(String[]::new);
        Map<String, MetricType> types = new HashMap<>();
        session.list(
                        TYPES_ELSEWHERE,
                        row -> row,
                        at.tenant().value(),
                        at.environment().value(),
                        at.groupingKey(),
                        metrics)
                .forEach(row -> types.put(row.getString("metric"), MetricType.valueOf(row.getString("type"))));
        return types;
    }

    void putFamily(Session session, Address at, PushedFamily family) {
        session.change(
                PUT_FAMILY,
                at.tenant().value(),
                at.environment().value(),
                at.groupingKey(),
                family.name(),
                family.type().name(),
                json.write(family));
    }

    void deleteFamily(Session session, Address at, String metric) {
        session.change(DELETE_FAMILY, at.tenant().value(), at.environment().value(), at.groupingKey(), metric);
    }

    void putEnding(Session session, Address at, List<Series> series) {
        session.change(PUT_ENDING, at.tenant().value(), at.environment().value(), at.groupingKey(), json.write(series));
    }

    List<Group> groups(Session session) {
        return session.list(GROUPS, this::group);
    }

    List<Ending> endings(Session session) {
        return session.list(
                ENDINGS,
                row -> new Ending(
                        row.getLong("id"),
                        address(row),
                        json.series(row.getBuffer("series").getBytes())));
    }

    void forgetEnding(Session session, long id) {
        session.change(FORGET_ENDING, id);
    }

    private Group group(Row row) {
        return new Group(
                address(row),
                json.labels(row.getBuffer("labels").getBytes()),
                instant(row.getOffsetDateTime("pushed_at")),
                instant(row.getOffsetDateTime("failed_at")),
                row.getString("pushed_by"),
                row.getLong("version"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static Address address(Row row) {
        return new Address(
                new TenantId(row.getString("tenant_id")),
                new Environment(row.getString("environment")),
                row.getString("grouping_key"));
    }

    private static Object[] key(Address at) {
        return new Object[] {at.tenant().value(), at.environment().value(), at.groupingKey()};
    }
}
