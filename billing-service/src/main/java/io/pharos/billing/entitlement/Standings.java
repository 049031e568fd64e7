package io.pharos.billing.entitlement;

import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * What the directory is to say of tenants: changed in the transaction of what decides it, and written into the
 * directory within seconds, again and again until the directory has it.
 */
@Singleton
public final class Standings {
    private static final Logger LOG = Logger.getLogger(Standings.class);
    private static final String OF = "select standing from standing where tenant_id = $1";
    private static final String WANT = """
            insert into standing (tenant_id, standing, changed_at) values ($1, $2, $3)
            on conflict (tenant_id) do update set standing = excluded.standing, wanted = standing.wanted + 1,
                changed_at = excluded.changed_at
            """;
    private static final String TO_WRITE = """
            select tenant_id, standing, wanted from standing where wanted > written order by changed_at limit 200
            """;
    private static final String WRITTEN = "update standing set written = greatest(written, $2) where tenant_id = $1";

    private final Database database;
    private final DirectoryClient directory;
    private final Columns columns;
    private final Clock clock;

    Standings(Database database, DirectoryClient directory, Columns columns, Clock clock) {
        this.database = database;
        this.directory = directory;
        this.columns = columns;
        this.clock = clock;
    }

    private record Wanted(TenantId tenant, Standing standing, long number) {}

    /** Changes what is to be said; nothing is written where that changes nothing. */
    public void change(Session session, TenantId tenant, UnaryOperator<Standing> change) {
        session.lock("billing.standing." + tenant);
        Standing before = of(session, tenant);
        Standing after = change.apply(before);
        if (!Objects.equals(before, after)) {
            session.change(WANT, tenant.value(), columns.object(after), clock.instant());
        }
    }

    /** What is to be said of a tenant. */
    public Standing of(Session session, TenantId tenant) {
        return session.first(OF, row -> columns.required(row, "standing", Standing.class), tenant.value())
                .orElse(Standing.AS_IT_IS);
    }

    @Scheduled(every = "2s", delayed = "12s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void write() {
        try {
            toWrite().forEach(this::write);
        } catch (Problem unavailable) {
            LOG.warnf("what is to be said of tenants waits: %s", unavailable.code());
        }
    }

    private void write(Wanted wanted) {
        try {
            directory.write(wanted.tenant(), wanted.standing());
            database.query(s -> s.change(WRITTEN, wanted.tenant().value(), wanted.number()));
        } catch (IOException | Problem e) {
            LOG.warnf("the directory does not take what is to be said of %s yet: %s", wanted.tenant(), e.getMessage());
        }
    }

    private List<Wanted> toWrite() {
        return database.query(session -> session.list(
                TO_WRITE,
                row -> new Wanted(
                        new TenantId(row.getString("tenant_id")),
                        columns.required(row, "standing", Standing.class),
                        row.getLong("wanted"))));
    }
}
