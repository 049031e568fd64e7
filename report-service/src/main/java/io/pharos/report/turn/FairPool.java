package io.pharos.report.turn;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that work in turns by tenant. Who finds no room is told so at once, with the time after
 * which there will be; who waits too long is let go, and what nobody waits for any more is not begun. Each thread owns
 * a tool that is not shared, made once.
 */
public final class FairPool<T> implements AutoCloseable {
    /** How much works at once and waits, of one tenant and in all, and for how long altogether. */
    public record Bounds(int threads, int waitingOfTenant, int waitingOfAll, Duration deadline) {}

    private record Job<T>(Function<T, Object> work, Deadline deadline, CompletableFuture<Object> answer) {}

    private final Bounds bounds;
    private final Turns<Job<T>> turns;
    private final List<Thread> threads = new ArrayList<>();
    private final Object lock = new Object();
    private Duration mean = Duration.ofMillis(250);
    private boolean closed;

    public FairPool(Bounds bounds, Function<Integer, T> tools) {
        this.bounds = bounds;
        this.turns = new Turns<>(bounds.waitingOfTenant(), bounds.waitingOfAll());
        for (int i = 0; i < bounds.threads(); i++) {
            int number = i;
            threads.add(Thread.ofPlatform().name("render-" + i).daemon().start(() -> serve(tools.apply(number))));
        }
    }

    /** Waits for the answer; the work is told when it has to give up. */
    @SuppressWarnings("unchecked")
    public <R> R run(TenantId tenant, Work<T, R> work) {
        Deadline deadline = Deadline.in(bounds.deadline());
        Job<T> job = new Job<>(tool -> work.with(tool, deadline), deadline, new CompletableFuture<>());
        enter(tenant, job);
        try {
            return (R) job.answer().get(bounds.deadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw Deadline.passed(bounds.deadline());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Deadline.passed(bounds.deadline());
        }
    }

    /** Work with a thread's own tool. */
    @FunctionalInterface
    public interface Work<T, R> {
        R with(T tool, Deadline deadline);
    }

    /** How much waits now. */
    public int waiting() {
        synchronized (lock) {
            return turns.size();
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }

    private void enter(TenantId tenant, Job<T> job) {
        synchronized (lock) {
            if (!turns.offer(tenant, job)) {
                throw Problem.of(
                                Kind.RATE_LIMITED,
                                "render.busy",
                                "As many documents as may wait are waiting; send it again after the time in Retry-After.")
                        .retryAfter(untilThereIsRoom());
            }
            lock.notify();
        }
    }

    private Duration untilThereIsRoom() {
        Duration wait = mean.multipliedBy(turns.size() + 1L).dividedBy(bounds.threads());
        return Duration.ofSeconds(Math.max(1, wait.toSeconds()));
    }

    private void serve(T tool) {
        for (Job<T> job = next(); job != null; job = next()) {
            if (!job.deadline().isOver()) {
                serve(job, tool);
            }
        }
    }

    private void serve(Job<T> job, T tool) {
        long began = System.nanoTime();
        try {
            job.answer().complete(job.work().apply(tool));
        } catch (Throwable failure) {
            job.answer().completeExceptionally(failure);
        }
        remember(Duration.ofNanos(System.nanoTime() - began));
    }

    private void remember(Duration took) {
        synchronized (lock) {
            mean = mean.multipliedBy(7).plus(took).dividedBy(8);
        }
    }

    private @Nullable Job<T> next() {
        synchronized (lock) {
            Optional<Job<T>> job = turns.next();
            while (job.isEmpty()) {
                if (closed || !awaitSome()) {
                    return null;
                }
                job = turns.next();
            }
            return job.get();
        }
    }

    @SuppressWarnings("WaitNotInLoop")
    private boolean awaitSome() {
        try {
            lock.wait();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
