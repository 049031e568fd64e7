package io.pharos.billing.catalogue;

import io.pharos.billing.plan.PlanVersion;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Price plans in PostgreSQL, as they were written. */
@Singleton
class PlanStore {
    private static final String SELECT =
            "select plan, version, currency, yaml, state, shadowed_at, published_at from price_plan ";
    private static final String ALL = SELECT + "order by plan, version";
    private static final String BY_VERSION = SELECT + "where plan = $1 and version = $2";
    private static final String LATEST =
            SELECT + "where plan = $1 and state = 'published' order by version desc limit 1";
    private static final String ADD = """
            insert into price_plan (plan, version, currency, yaml, state, created_by) values ($1, $2, $3, $4, 'draft', $5)
            on conflict (plan, version) do update set yaml = excluded.yaml, currency = excluded.currency,
                created_by = excluded.created_by, created_at = now(), shadowed_at = null
            where price_plan.state = 'draft'
            """;
    private static final String SHADOWED = """
            update price_plan set shadowed_at = $3 where plan = $1 and version = $2 and yaml = $4
            """;
    private static final String PUBLISH = """
            update price_plan set state = 'published', published_at = $3
            where plan = $1 and version = $2 and state = 'draft'
            """;
    private static final String RETIRE =
            "update price_plan set state = 'retired' where plan = $1 and version = $2 and state = 'published'";

    /** Where a version is. */
    enum State {
        DRAFT,
        PUBLISHED,
        RETIRED
    }

    /** A version as it is kept. */
    record Stored(
            PlanVersion version,
            String currency,
            String yaml,
            State state,
            Optional<Instant> shadowedAt,
            Optional<Instant> publishedAt) {}

    List<Stored> all(Session session) {
        return session.list(ALL, PlanStore::stored);
    }

    Optional<Stored> find(Session session, PlanVersion version) {
        return session.first(BY_VERSION, PlanStore::stored, version.plan(), version.version());
    }

    Optional<Stored> latest(Session session, String plan) {
        return session.first(LATEST, PlanStore::stored, plan);
    }

    /** Whether it was written; false where that version is published. */
    boolean write(Session session, PlanVersion version, String currency, String yaml, String by) {
        return session.change(ADD, version.plan(), version.version(), currency, yaml, by) == 1;
    }

    void shadowed(Session session, Stored plan, Instant now) {
        session.change(SHADOWED, plan.version().plan(), plan.version().version(), now, plan.yaml());
    }

    boolean publish(Session session, PlanVersion version, Instant now) {
        return session.change(PUBLISH, version.plan(), version.version(), now) == 1;
    }

    boolean retire(Session session, PlanVersion version) {
        return session.change(RETIRE, version.plan(), version.version()) == 1;
    }

    private static Stored stored(Row row) {
        return new Stored(
                new PlanVersion(row.getString("plan"), row.getInteger("version")),
                row.getString("currency"),
                row.getString("yaml"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Columns.optionalInstant(row, "shadowed_at"),
                Columns.optionalInstant(row, "published_at"));
    }
}
