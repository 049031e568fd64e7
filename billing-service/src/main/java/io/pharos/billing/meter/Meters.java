package io.pharos.billing.meter;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The meters in force, remembered for some seconds; a meter that was just made is known in this replica at once. */
@Singleton
public final class Meters {
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MOST_OF_ONE_OWNER = 100;

    private record Known(MeterCatalogue catalogue, Instant until) {}

    private final Database database;
    private final MeterStore store;
    private final Clock clock;
    private volatile @Nullable Known known;

    Meters(Database database, MeterStore store, Clock clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    public MeterCatalogue catalogue() {
        Known now = known;
        if (now != null && clock.instant().isBefore(now.until())) {
            return now.catalogue();
        }
        return read();
    }

    /** Adds a meter in the caller's transaction; {@link #refresh} after it. */
    void add(Session session, String owner, MeterDefinition meter) {
        if (SuiteMeters.named(meter.code()) || isTaken(owner, meter.code())) {
            throw exists();
        }
        if (store.count(session, owner) >= MOST_OF_ONE_OWNER) {
            throw Problem.of(Kind.UNPROCESSABLE, "meter.too-many", "There are 100 meters already; archive some first.");
        }
        if (!store.add(session, owner, meter)) {
            throw exists();
        }
    }

    /** Knows at once here what was just changed. */
    void refresh() {
        read();
    }

    /** Archives a meter in the caller's transaction; {@link #refresh} after it. */
    void archive(Session session, String owner, String code) {
        if (!store.archive(session, owner, code)) {
            throw notFound();
        }
    }

    MeterDefinition find(TenantId tenant, String code) {
        return catalogue().find(tenant, code).orElseThrow(Meters::notFound);
    }

    /** A code means one meter to a tenant: the operator's is nobody else's, and nobody's is the operator's. */
    private boolean isTaken(String owner, String code) {
        MeterCatalogue all = read();
        Stream<MeterDefinition> others = owner.equals(MeterStore.OPERATOR)
                ? all.byTenant().values().stream().flatMap(List::stream)
                : all.operators().stream();
        return others.anyMatch(m -> m.code().equals(code));
    }

    private synchronized MeterCatalogue read() {
        MeterCatalogue fresh = database.query(store::all);
        known = new Known(fresh, clock.instant().plus(REMEMBERED));
        return fresh;
    }

    private static Problem notFound() {
        return Problem.of(Kind.NOT_FOUND, "meter.not-found", "There is no meter of that code that is your own.");
    }

    private static Problem exists() {
        return Problem.of(
                Kind.CONFLICT,
                "meter.exists",
                "There is, or was, a meter of that code; codes are not used again, take another one.");
    }
}
