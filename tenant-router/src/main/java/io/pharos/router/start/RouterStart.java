package io.pharos.router.start;

import io.pharos.router.clients.Bootstrap;
import io.pharos.router.directory.LocalDirectory;
import io.pharos.router.keys.SigningKeys;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Brings the router up: keys, then the clients that are vouched for, then the directory; before the first request. */
@Singleton
class RouterStart {
    /** Before the library's own start, which asks for keys and tokens. */
    private static final int EARLY = 100;

    void start(
            @Observes @Priority(EARLY) StartupEvent event,
            SigningKeys keys,
            Bootstrap bootstrap,
            LocalDirectory directory) {
        keys.refresh();
        bootstrap.apply();
        directory.refresh();
    }
}
