package io.pharos.tsdb.write;

import io.pharos.lineage.MoveGap;
import io.pharos.lineage.MoveStore;
import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tsdb.queue.DiskQueue;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where copies wait for the engines that environments are moving to: a folder on disk each, and told in Redis. */
@Singleton
public final class CopyStore {
    private final CopyConfig config;
    private final TenantDirectory directory;
    private final MoveStore moves;

    @Inject
    public CopyStore(CopyConfig config, TenantDirectory directory, MoveStore moves) {
        this.config = config;
        this.directory = directory;
        this.moves = moves;
    }

    /** An environment of a tenant, and the engine that it is moving to. */
    record Way(TenantId tenant, Environment environment, String to) {}

    DiskQueue queue(Way way) {
        Path folder = config.queueDir()
                .resolve(way.tenant().value())
                .resolve(way.environment().value())
                .resolve(way.to());
        return new DiskQueue(folder, config.queueSize().asLongValue());
    }

    /** What earlier processes left. */
    List<Way> left() {
        return DiskQueue.foldersIn(config.queueDir()).stream()
                .flatMap(tenant -> DiskQueue.foldersIn(tenant).stream())
                .flatMap(environment -> DiskQueue.foldersIn(environment).stream())
                .map(CopyStore::way)
                .toList();
    }

    private static Way way(Path folder) {
        int names = folder.getNameCount();
        return new Way(
                new TenantId(folder.getName(names - 3).toString()),
                new Environment(folder.getName(names - 2).toString()),
                folder.getName(names - 1).toString());
    }

    /** The way to that engine while it is the one moved to, or has taken over; empty once the move was given up. */
    Optional<EngineRoute> route(Way way) {
        boolean known = directory
                .find(way.tenant())
                .flatMap(tenant -> tenant.engineOf(way.environment()))
                .isPresent();
        return known ? route(directory.route(way.tenant(), way.environment()), way) : Optional.empty();
    }

    private static Optional<EngineRoute> route(EngineRoute now, Way way) {
        return Stream.concat(Stream.of(now), now.moving().stream())
                .filter(route -> route.engine().id().equals(way.to()))
                .findFirst();
    }

    Duration retry() {
        return config.retry();
    }

    /** Tells what waits, for people and for whoever decides on the move. */
    void tell(Way way, MoveGap gap) {
        moves.tellGap(way.tenant(), way.environment(), config.instance(), gap);
    }
}
