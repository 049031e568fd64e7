package io.pharos.mall.database;

import io.pharos.mall.chaos.Chaos;
import io.pharos.mall.chaos.ChaosBoard;
import io.pharos.mall.chaos.Knob;
import io.pharos.model.TenantId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * Runs statements for a shop, each within ten seconds. While {@link Knob#BAD_CONNECTION_POOL} is turned, a shop has
 * one connection only, which every user gives back late; other shops notice nothing.
 */
@ApplicationScoped
public class MallDatabase {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Pool pool;
    private final TightPools tightPools;
    private final ChaosBoard chaosBoard;

    MallDatabase(Pool pool, TightPools tightPools, ChaosBoard chaosBoard) {
        this.pool = pool;
        this.tightPools = tightPools;
        this.chaosBoard = chaosBoard;
    }

    /** The rows of one statement. */
    public RowSet<Row> run(TenantId tenant, String sql, Tuple values) {
        Chaos chaos = chaosBoard.in(tenant);
        if (!chaos.is(Knob.BAD_CONNECTION_POOL)) {
            tightPools.drop(tenant);
            return pool.preparedQuery(sql).execute(values).await().atMost(LIMIT);
        }
        return tightPools.run(
                tenant,
                chaos.level(Knob.BAD_CONNECTION_POOL),
                connection ->
                        connection.preparedQuery(sql).execute(values).await().atMost(LIMIT));
    }

    /** The same statement for each of the values, sent together. */
    public void runEach(String sql, List<Tuple> values) {
        pool.preparedQuery(sql).executeBatch(values).await().atMost(LIMIT);
    }
}
