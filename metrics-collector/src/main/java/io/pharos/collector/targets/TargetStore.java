package io.pharos.collector.targets;

import io.pharos.collector.leaving.TenantRecords;
import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Jobs, and how their targets were when they were scraped last, in PostgreSQL. */
@Singleton
class TargetStore implements TenantRecords {
    private static final String REVISION =
            "select count(*) || '/' || coalesce(max(revision), 0) as revision from scrape_job";
    private static final String ALL = "select * from scrape_job order by tenant_id, environment, job";
    private static final String OF_ENVIRONMENT =
            "select * from scrape_job where tenant_id = $1 and environment = $2 order by job";
    private static final String BY_KEY =
            "select * from scrape_job where tenant_id = $1 and environment = $2 and job = $3";
    private static final String COUNT = "select count(*)::int as jobs from scrape_job where tenant_id = $1";
    private static final String PUT = """
            insert into scrape_job (tenant_id, environment, job, definition, revision, changed_by, changed_at)
            values ($1, $2, $3, $4, nextval('scrape_job_revision'), $5, $6)
            on conflict (tenant_id, environment, job) do update set
                definition = excluded.definition, revision = excluded.revision,
                changed_by = excluded.changed_by, changed_at = excluded.changed_at
            """;
    private static final String REMOVE =
            "delete from scrape_job where tenant_id = $1 and environment = $2 and job = $3";
    private static final String REMOVE_ALL = "delete from scrape_job where tenant_id = any($1)";
    private static final String REMOVE_STATES = "delete from scrape_target_state where tenant_id = any($1)";
    private static final String STATES = """
            select * from scrape_target_state
            where tenant_id = $1 and environment = $2 and ($3::text is null or job = $3) order by job, url, labels::text
            """;
    private static final String PUT_STATE = """
            insert into scrape_target_state
                (tenant_id, environment, job, url, labels, scraped_at, duration_ms, samples, error)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (tenant_id, environment, job, url, labels) do update set
                scraped_at = excluded.scraped_at, duration_ms = excluded.duration_ms,
                samples = excluded.samples, error = excluded.error
            where scrape_target_state.scraped_at < excluded.scraped_at
            """;
    private static final String FORGET_STATES = "delete from scrape_target_state where scraped_at < $1";

    /** A job as it is kept. */
    record Stored(JobKey key, JsonObject definition, String changedBy, Instant changedAt) {}

    /** Changes with every change of any job. */
    String revision(Session session) {
        return session.first(REVISION, row -> row.getString("revision")).orElseThrow();
    }

    List<Stored> all(Session session) {
        return session.list(ALL, TargetStore::stored);
    }

    List<Stored> of(Session session, TenantId tenant, Environment environment) {
        return session.list(OF_ENVIRONMENT, TargetStore::stored, tenant.value(), environment.value());
    }

    Optional<Stored> find(Session session, JobKey key) {
        return session.first(
                BY_KEY,
                TargetStore::stored,
                key.tenant().value(),
                key.environment().value(),
                key.job());
    }

    int count(Session session, TenantId tenant) {
        return session.first(COUNT, row -> row.getInteger("jobs"), tenant.value())
                .orElseThrow();
    }

    void put(Session session, Stored job) {
        session.change(
                PUT,
                job.key().tenant().value(),
                job.key().environment().value(),
                job.key().job(),
                job.definition(),
                job.changedBy(),
                job.changedAt());
    }

    boolean remove(Session session, JobKey key) {
        return session.change(REMOVE, key.tenant().value(), key.environment().value(), key.job()) == 1;
    }

    @Override
    public int deleteAll(Session session, String[] tenants) {
        return session.change(REMOVE_ALL, (Object) tenants) + session.change(REMOVE_STATES, (Object) tenants);
    }

    List<TargetState> states(Session session, TenantId tenant, Environment environment, @Nullable String job) {
        return session.list(STATES, TargetStore::state, tenant.value(), environment.value(), job);
    }

    void put(Session session, TargetState state) {
        session.change(
                PUT_STATE,
                state.key().tenant().value(),
                state.key().environment().value(),
                state.key().job(),
                state.url(),
                new JsonObject(new TreeMap<>(state.labels())),
                state.scrapedAt(),
                state.duration().toMillis(),
                (long) state.samples(),
                state.error().orElse(null));
    }

    int forgetStates(Session session, Instant before) {
        return session.change(FORGET_STATES, before);
    }

    private static Stored stored(Row row) {
        return new Stored(
                key(row),
                row.getJsonObject("definition"),
                row.getString("changed_by"),
                Columns.instant(row, "changed_at"));
    }

    private static TargetState state(Row row) {
        return TargetState.of(
                key(row),
                row.getString("url"),
                row.getJsonObject("labels"),
                Columns.instant(row, "scraped_at"),
                row.getLong("duration_ms"),
                row.getLong("samples"),
                row.getString("error"));
    }

    private static JobKey key(Row row) {
        return new JobKey(
                new TenantId(row.getString("tenant_id")),
                new Environment(row.getString("environment")),
                row.getString("job"));
    }
}
