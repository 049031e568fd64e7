package io.pharos.billing.cost;

import io.pharos.billing.audit.Audit;
import io.pharos.billing.money.Decimals;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.sql.Database;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What the suite runs on and what that costs, kept by the platform's administration. */
@Path("/api/v1/economics/pools")
@RequiresScope(Scope.PLATFORM)
@RunOnVirtualThread
class PoolsResource {
    private final Database database;
    private final CostStore store;
    private final OperatorPrometheus prometheus;
    private final Audit audit;
    private final Clock clock;

    PoolsResource(Database database, CostStore store, OperatorPrometheus prometheus, Audit audit, Clock clock) {
        this.database = database;
        this.store = store;
        this.prometheus = prometheus;
        this.audit = audit;
        this.clock = clock;
    }

    /** A pool as the operator writes it; {@code since} is the first hour that is measured, this one where it is left out. */
    record PoolRequest(
            @Nullable String name,
            @Nullable String query,
            @Nullable BigDecimal price,
            @Nullable String currency,
            @Nullable String sharedBy,
            @Nullable Instant since) {
        CostPool pool(String code, Instant now) {
            Instant first = since == null ? now : since;
            return new CostPool(
                    code,
                    given(name, "name"),
                    given(query, "query"),
                    given(price, "price"),
                    known(given(currency, "currency")),
                    given(sharedBy, "sharedBy"),
                    first.truncatedTo(ChronoUnit.HOURS));
        }

        private static Currency known(String code) {
            try {
                return Currency.getInstance(code);
            } catch (IllegalArgumentException e) {
                throw CostPool.malformed("'currency' is a code of ISO 4217.");
            }
        }

        private static <T> T given(@Nullable T value, String field) {
            if (value == null) {
                throw CostPool.malformed("Give the pool's '" + field + "'.");
            }
            return value;
        }
    }

    /** A pool that is measured. */
    record PoolView(
            String code, String name, String query, String price, String currency, String sharedBy, Instant since) {
        static PoolView of(CostPool pool) {
            return new PoolView(
                    pool.code(),
                    pool.name(),
                    pool.query(),
                    Decimals.plain(pool.price()),
                    pool.currency().getCurrencyCode(),
                    pool.resourceType(),
                    pool.since());
        }
    }

    /** All pools, and whether there is a Prometheus that tells of them. */
    record PoolsView(boolean measured, List<PoolView> pools) {}

    @GET
    public PoolsView all() {
        List<CostPool> pools = database.query(store::all);
        return new PoolsView(
                prometheus.isThere(), pools.stream().map(PoolView::of).toList());
    }

    @PUT
    @Path("/{code}")
    public PoolView put(@Context Caller caller, @RestPath String code, PoolRequest request) {
        Instant now = clock.instant();
        CostPool pool = request.pool(code, now);
        return database.transact(session -> {
            CostPool kept = store.put(session, pool, now);
            audit.done(session, caller, "cost.pool", code, Map.of("price", pool.price() + " " + pool.currency()));
            return PoolView.of(kept);
        });
    }

    /** Measures it no more; the hours that were measured stay. */
    @DELETE
    @Path("/{code}")
    public void end(@Context Caller caller, @RestPath String code) {
        database.transact(session -> {
            if (!store.end(session, code, clock.instant())) {
                throw Problem.of(
                        Kind.NOT_FOUND, "cost.no-such-pool", "There is no pool of that code that is measured.");
            }
            audit.done(session, caller, "cost.pool-ended", code, Map.of());
            return code;
        });
    }
}
