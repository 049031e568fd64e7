package io.pharos.report.render;

import io.pharos.report.turn.FairPool;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The threads that make documents, each with fonts of its own. */
@Singleton
final class RenderBeans {
    @Produces
    @Singleton
    FairPool<Renderer> pool(RenderConfig config) {
        int threads =
                config.threads() > 0 ? config.threads() : Runtime.getRuntime().availableProcessors();
        var bounds = new FairPool.Bounds(threads, config.waitingOfTenant(), config.waitingOfAll(), config.deadline());
        return new FairPool<>(bounds, number -> new Renderer(config));
    }

    void close(@Disposes FairPool<Renderer> pool) {
        pool.close();
    }
}
