package io.pharos.collector.scrape;

import io.pharos.collector.targets.JobKey;
import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.tsdb.queue.DiskQueue;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** One outlet for each environment of a tenant; what an earlier process left on disk is sent on first. */
final class Outlets implements AutoCloseable {
    private final Delivery delivery;
    private final ScrapeMetrics metrics;
    private final ScrapeConfig config;
    private final Map<Path, Outlet> outlets = new ConcurrentHashMap<>();

    Outlets(Delivery delivery, ScrapeMetrics metrics, ScrapeConfig config) {
        this.delivery = delivery;
        this.metrics = metrics;
        this.config = config;
    }

    /** Takes up what is left of earlier processes. */
    void takeUp() {
        for (Path tenant : DiskQueue.foldersIn(config.queueDir())) {
            for (Path environment : DiskQueue.foldersIn(tenant)) {
                outlet(new TenantId(name(tenant)), new Environment(name(environment)));
            }
        }
    }

    Consumer<byte[]> of(JobKey key) {
        return outlet(key.tenant(), key.environment())::accept;
    }

    long waitingBytes() {
        return outlets.values().stream().mapToLong(Outlet::waitingBytes).sum();
    }

    long dropped() {
        return outlets.values().stream().mapToLong(Outlet::dropped).sum();
    }

    private Outlet outlet(TenantId tenant, Environment environment) {
        Path folder = config.queueDir().resolve(tenant.value()).resolve(environment.value());
        return outlets.computeIfAbsent(
                folder,
                path -> new Outlet(
                        tenant,
                        environment,
                        new DiskQueue(path, config.queueSize().asLongValue()),
                        delivery,
                        new Outlet.Workshop(metrics, config.retry())));
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }

    @Override
    public void close() {
        outlets.values().forEach(Outlet::close);
    }
}
