package io.pharos.sql;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Transactions on the service's own schema, for virtual threads: every wait has a deadline, and a database that is out
 * of reach is a problem UNAVAILABLE, never an answer about the caller.
 */
@ApplicationScoped
public class Database {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Pool pool;
    private final Duration deadline;

    @Inject
    public Database(Pool pool) {
        this(pool, DEADLINE);
    }

    private Database(Pool pool, Duration deadline) {
        this.pool = pool;
        this.deadline = deadline;
    }

    /** The same database for work in the background, whose statements may take longer. */
    public Database within(Duration longer) {
        return new Database(pool, longer);
    }

    /** Runs the work in one transaction, which is rolled back where the work throws. */
    public <T> T transact(Function<Session, T> work) {
        return reaching(() -> {
            SqlConnection connection = await(pool.getConnection());
            try {
                return transact(connection, work);
            } finally {
                await(connection.close());
            }
        });
    }

    private <T> T transact(SqlConnection connection, Function<Session, T> work) {
        Transaction transaction = await(connection.begin());
        boolean done = false;
        try {
            T answer = work.apply(new Session(connection, deadline));
            done = true;
            return answer;
        } finally {
            await(done ? transaction.commit() : transaction.rollback());
        }
    }

    /** Runs the work on the pool, each statement for itself. */
    public <T> T query(Function<Session, T> work) {
        return reaching(() -> work.apply(new Session(pool, deadline)));
    }

    private <T> T await(Uni<T> answer) {
        return answer.await().atMost(deadline);
    }

    /** What PostgreSQL itself refused is a defect of ours; all else that fails here is the way to it. */
    private static <T> T reaching(Supplier<T> work) {
        try {
            return work.get();
        } catch (PgException e) {
            throw isAway(e) ? unavailable(e) : e;
        } catch (Problem | IllegalArgumentException e) {
            throw e;
        } catch (TimeoutException e) {
            throw unavailable(e);
        } catch (RuntimeException e) {
            throw isConnection(e) ? unavailable(e) : e;
        }
    }

    /** It starts, stops or has no connection left: SQLSTATE class 08, 57P01 to 57P03 and 53300. */
    private static boolean isAway(PgException refusal) {
        String state = String.valueOf(refusal.getSqlState());
        return state.startsWith("08") || state.startsWith("57P0") || state.equals("53300");
    }

    private static boolean isConnection(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            boolean closed = t instanceof java.io.IOException
                    || t instanceof io.vertx.sqlclient.ClosedConnectionException
                    || t instanceof io.vertx.core.VertxException;
            if (closed) {
                return true;
            }
        }
        return false;
    }

    private static Problem unavailable(Throwable cause) {
        return Problem.of(
                        Kind.UNAVAILABLE,
                        "database.unreachable",
                        "The service's database cannot be reached; try again in a moment.",
                        cause)
                .retryAfter(RETRY_AFTER);
    }
}
