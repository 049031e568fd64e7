package io.pharos.tenancy.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * An HTTP client for each event loop. One for all gives out the connection that was used last, on whichever loop that is:
 * then what is sent and what is answered turns from loop to loop, and each turn costs a wake-up.
 */
public final class LoopClients implements AutoCloseable {
    private final Supplier<HttpClient> fresh;
    private final HttpClient elsewhere;
    private final Map<Thread, HttpClient> loops = new ConcurrentHashMap<>();

    /** {@code fresh} makes one more client; bounds on its connections hold for each by itself. */
    public LoopClients(Supplier<HttpClient> fresh) {
        this.fresh = fresh;
        this.elsewhere = fresh.get();
    }

    /** The client of the event loop that asks; all other threads share one. */
    public HttpClient here() {
        return Context.isOnEventLoopThread()
                ? loops.computeIfAbsent(Thread.currentThread(), loop -> fresh.get())
                : elsewhere;
    }

    @Override
    public void close() {
        elsewhere.close();
        loops.values().forEach(HttpClient::close);
    }
}
