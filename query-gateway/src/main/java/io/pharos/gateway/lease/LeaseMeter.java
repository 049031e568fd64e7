package io.pharos.gateway.lease;

import io.pharos.model.TenantId;
import io.pharos.usage.event.Usage;
import io.pharos.usage.event.UsageLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Counts what is done with leased caches: operations, and bytes of values that went in or out. */
@Singleton
final class LeaseMeter {
    /** The resource of one operation that was carried out. */
    static final String OPERATIONS = "cache_operations";

    /** The resource of a byte of a value that was written or read. */
    static final String BYTES = "cache_bytes";

    private final UsageLog log;
    private final Clock clock;

    @Inject
    LeaseMeter(UsageLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    void count(TenantId tenant, String userId, int bytes) {
        log.append(Usage.of(tenant, userId, OPERATIONS, 1, Duration.ZERO, clock.instant()));
        if (bytes > 0) {
            log.append(Usage.of(tenant, userId, BYTES, bytes, Duration.ZERO, clock.instant()));
        }
    }
}
