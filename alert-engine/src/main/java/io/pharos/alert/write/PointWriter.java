package io.pharos.alert.write;

import io.pharos.alert.series.Point;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tsdb.write.TenantWriter;
import io.pharos.tsdb.write.WriteOutcome;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Writes points through {@link TenantWriter}, from virtual threads: in bodies of bounded size, one after the other, so
 * that an engine sees a series' points in order. Returns once the engine has acknowledged them. What an engine did not
 * take for now is sent again a few times, which harms nothing: it is the same points.
 */
@Singleton
public final class PointWriter {
    /** Who is charged for what rules write. */
    private static final String USER = "alert-engine";

    private static final int POINTS_A_BODY = 5_000;
    private static final int AT_ONCE = 32;
    private static final List<Duration> PAUSES = List.of(Duration.ofMillis(100), Duration.ofMillis(400));

    private final TenantWriter writer;
    private final WriteMetrics metrics;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    @Inject
    PointWriter(TenantWriter writer, WriteMetrics metrics) {
        this.writer = writer;
        this.metrics = metrics;
    }

    /** What became of the points within the patience. */
    public Written write(EngineRoute route, List<Point> points, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        for (int from = 0; from < points.size(); from += POINTS_A_BODY) {
            List<Point> part = points.subList(from, Math.min(points.size(), from + POINTS_A_BODY));
            Written written = waiting(route, part, end);
            metrics.wrote(written, part.size());
            if (written instanceof Written.Lost) {
                return written;
            }
        }
        return new Written.Stored();
    }

    private Written waiting(EngineRoute route, List<Point> points, long end) {
        try {
            if (!places.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return new Written.Lost("too much is being written; it was not these points' turn in time");
            }
            try {
                return persistently(route, points, end);
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Written.Lost("interrupted");
        }
    }

    private Written persistently(EngineRoute route, List<Point> points, long end) throws InterruptedException {
        Attempt attempt = attempt(route, points, end);
        for (Duration pause : PAUSES) {
            if (!attempt.mayPass() || System.nanoTime() + pause.toNanos() > end) {
                break;
            }
            Thread.sleep(pause);
            attempt = attempt(route, points, end);
        }
        return attempt.written();
    }

    /** What came of one request, and whether the next one may fare better. */
    private record Attempt(Written written, boolean mayPass) {
        static Attempt failed(@Nullable Throwable cause) {
            return cause instanceof Problem problem
                    ? new Attempt(new Written.Lost(problem.detail()), problem.kind() == Kind.UNAVAILABLE)
                    : new Attempt(new Written.Lost("the engine cannot be reached"), true);
        }
    }

    private Attempt attempt(EngineRoute route, List<Point> points, long end) throws InterruptedException {
        try {
            WriteOutcome outcome = writer.write(route, PointBody.of(points), USER)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            return new Attempt(written(outcome), false);
        } catch (TimeoutException e) {
            return new Attempt(new Written.Lost("the engine did not acknowledge in time"), false);
        } catch (ExecutionException e) {
            return Attempt.failed(e.getCause());
        }
    }

    private static Written written(WriteOutcome outcome) {
        return switch (outcome) {
            case WriteOutcome.Stored _ -> new Written.Stored();
            case WriteOutcome.Refused refused -> new Written.Lost(refused.reason());
            case WriteOutcome.Partly partly ->
                new Written.Lost(partly.rejections().first().toString());
            case WriteOutcome.Throttled _ -> new Written.Lost("the engine holds this tenant to a rate");
        };
    }
}
