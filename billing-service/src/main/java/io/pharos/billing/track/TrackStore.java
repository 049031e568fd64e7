package io.pharos.billing.track;

import io.pharos.billing.plan.PlanVersion;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tracks in PostgreSQL. */
@Singleton
class TrackStore {
    private static final String ADD = """
            insert into track (code, plan, version, percent, clean_periods) values ($1, $2, $3, $4, $5)
            on conflict (code) do update set percent = excluded.percent
            where track.plan = excluded.plan and track.version = excluded.version
                and track.clean_periods = excluded.clean_periods
            """;
    private static final String BY_CODE =
            "select code, plan, version, percent, clean_periods from track where code = $1";
    private static final String TENANTS = """
            select tenant_id, state, clean from track_tenant where track = $1 order by tenant_id
            """;
    private static final String PUT_TENANT = """
            insert into track_tenant (track, tenant_id, state, clean, changed_at) values ($1, $2, $3, $4, $5)
            on conflict (track, tenant_id) do update set state = excluded.state, clean = excluded.clean,
                changed_at = excluded.changed_at
            """;
    private static final String OF_TENANT = """
            select t.code, t.plan, t.version, t.percent, t.clean_periods, s.state
            from track_tenant s join track t on t.code = s.track
            where s.tenant_id = $1 order by s.changed_at desc limit 1
            """;
    private static final String COMPARED = """
            insert into track_comparison (track, tenant_id, period_from, old_minor, new_minor, unexplained, differences,
                compared_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (track, tenant_id, period_from) do update set old_minor = excluded.old_minor,
                new_minor = excluded.new_minor, unexplained = excluded.unexplained, differences = excluded.differences,
                compared_at = excluded.compared_at
            returning (xmax = 0) as fresh
            """;
    private static final String COMPARISONS = """
            select tenant_id, period_from, old_minor, new_minor, unexplained, differences from track_comparison
            where track = $1 order by unexplained desc, period_from desc, tenant_id limit 200
            """;
    private static final String DECIDE = """
            insert into billing_authority (tenant_id, period_from, engine, track, decided_at) values ($1, $2, $3, $4, $5)
            on conflict (tenant_id, period_from) do nothing
            """;
    private static final String AUTHORITY =
            "select engine, track from billing_authority where tenant_id = $1 and period_from = $2";

    private final Columns columns;

    TrackStore(Columns columns) {
        this.columns = columns;
    }

    /** A track: the plan of the new way, for how many per cent, after how many clean periods. */
    record Track(String code, PlanVersion plan, int percent, int cleanPeriods) {}

    /** How far a tenant is. */
    record OnTrack(TenantId tenant, TrackState state, int clean) {}

    /** Both ways over a tenant's period. */
    record Compared(
            TenantId tenant,
            Instant periodFrom,
            long before,
            long after,
            long unexplained,
            Map<String, Object> lines) {}

    /** What counts for a period, as it was recorded. */
    record Authority(boolean isNew, Optional<String> track) {}

    /** Adds a track, or changes its percentage; false where there is another one of that code. */
    boolean put(Session session, Track track) {
        return session.change(
                        ADD,
                        track.code(),
                        track.plan().plan(),
                        track.plan().version(),
                        track.percent(),
                        track.cleanPeriods())
                == 1;
    }

    Optional<Track> find(Session session, String code) {
        return session.first(BY_CODE, TrackStore::track, code);
    }

    List<OnTrack> tenants(Session session, String track) {
        return session.list(
                TENANTS,
                row -> new OnTrack(
                        new TenantId(row.getString("tenant_id")),
                        TrackState.of(row.getString("state")),
                        row.getInteger("clean")),
                track);
    }

    void put(Session session, String track, OnTrack tenant, Instant now) {
        session.change(
                PUT_TENANT, track, tenant.tenant().value(), tenant.state().word(), tenant.clean(), now);
    }

    /** The track that a tenant is on last, and how far it is. */
    Optional<Map.Entry<Track, TrackState>> ofTenant(Session session, TenantId tenant) {
        return session.first(
                OF_TENANT, row -> Map.entry(track(row), TrackState.of(row.getString("state"))), tenant.value());
    }

    /** Keeps a comparison; whether it is the first of its period. */
    boolean compared(Session session, String track, Compared c, Instant now) {
        return session.first(
                        COMPARED,
                        row -> row.getBoolean("fresh"),
                        track,
                        c.tenant().value(),
                        c.periodFrom(),
                        c.before(),
                        c.after(),
                        c.unexplained(),
                        columns.object(c.lines()),
                        now)
                .orElse(false);
    }

    List<Compared> comparisons(Session session, String track) {
        return session.list(COMPARISONS, TrackStore::compared, track);
    }

    /** Records what counts for a period unless that is recorded; answers with what is. */
    Authority decide(Session session, TenantId tenant, Instant periodFrom, Authority authority, Instant now) {
        session.change(
                DECIDE,
                tenant.value(),
                periodFrom,
                authority.isNew() ? "new" : "old",
                authority.track().orElse(null),
                now);
        return recorded(session, tenant, periodFrom).orElseThrow();
    }

    /** What was recorded for a period. */
    Optional<Authority> recorded(Session session, TenantId tenant, Instant periodFrom) {
        return session.first(
                AUTHORITY,
                row -> new Authority(
                        row.getString("engine").equals("new"), Optional.ofNullable(row.getString("track"))),
                tenant.value(),
                periodFrom);
    }

    private static Track track(Row row) {
        return new Track(
                row.getString("code"),
                new PlanVersion(row.getString("plan"), row.getInteger("version")),
                row.getInteger("percent"),
                row.getInteger("clean_periods"));
    }

    private static Compared compared(Row row) {
        return new Compared(
                new TenantId(row.getString("tenant_id")),
                Columns.instant(row, "period_from"),
                row.getLong("old_minor"),
                row.getLong("new_minor"),
                row.getLong("unexplained"),
                row.getJsonObject("differences").getMap());
    }
}
