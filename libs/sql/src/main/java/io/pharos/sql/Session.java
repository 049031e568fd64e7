package io.pharos.sql;

import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Statements on one connection or pool; each waits for its answer, for at most the database's deadline. Parameters may
 * be {@link Instant}s and byte arrays.
 */
public final class Session {
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

    private final SqlClient client;
    private final Duration deadline;

    Session(SqlClient client, Duration deadline) {
        this.client = client;
        this.deadline = deadline;
    }

    /** All rows of the answer. */
    public <T> List<T> list(String sql, Function<Row, T> map, @Nullable Object... parameters) {
        List<T> rows = new ArrayList<>();
        run(sql, parameters).forEach(row -> rows.add(map.apply(row)));
        return List.copyOf(rows);
    }

    /** The first row of the answer. */
    public <T> Optional<T> first(String sql, Function<Row, T> map, @Nullable Object... parameters) {
        List<T> rows = list(sql, map, parameters);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    /** How many rows the statement changed. */
    public int change(String sql, @Nullable Object... parameters) {
        return run(sql, parameters).rowCount();
    }

    /** Waits for the lock of that name, and holds it until the transaction ends; outside of one it would hold nothing. */
    public void lock(String name) {
        list(LOCK, row -> row, name);
    }

    /** The client itself, for what takes part in the transaction and speaks to PostgreSQL on its own. */
    public io.vertx.sqlclient.SqlClient bare() {
        return client.getDelegate();
    }

    private RowSet<Row> run(String sql, @Nullable Object[] parameters) {
        Tuple tuple = Tuple.tuple();
        for (Object parameter : parameters) {
            tuple.addValue(parameter(parameter));
        }
        return client.preparedQuery(sql).execute(tuple).await().atMost(deadline);
    }

    private static @Nullable Object parameter(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        return value instanceof byte[] bytes ? Buffer.buffer(bytes).getDelegate() : value;
    }
}
