package io.pharos.collector.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How bodies are taken in. */
@ConfigMapping(prefix = "pharos.collector")
interface IngestConfig {
    /** The largest body as sent (packed); the tenant's own limit on unpacked bytes holds besides. */
    @WithDefault("8M")
    MemorySize maxBody();

    /** The time that a sender has to send its body. */
    @WithDefault("20s")
    Duration bodyDeadline();

    /** How many bytes of bodies may be held at once over all requests (a tenth of the heap); more get 503. */
    Optional<MemorySize> maxHeld();
}
