package io.pharos.usage.config;

import io.pharos.usage.event.UsageEvent.Source;
import io.pharos.usage.event.UsageLog;
import io.pharos.usage.event.UuidV7;
import io.pharos.usage.spool.SpoolSize;
import io.pharos.usage.spool.SpooledUsageLog;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;

/** The service's usage log; a test brings its own {@link UsageLog} instead. */
@Singleton
final class UsageBeans {
    @Produces
    @Singleton
    SpooledUsageLog spooled(UsageConfig config) throws IOException {
        SpoolSize size = SpoolSize.within(
                config.maxSize().asLongValue(), (int) config.segmentSize().asLongValue());
        return SpooledUsageLog.open(
                config.spoolDir(),
                size,
                new Source(config.service(), config.instance()),
                new UuidV7(Clock.systemUTC()));
    }

    @Produces
    @Singleton
    @DefaultBean
    UsageLog usageLog(SpooledUsageLog spooled) {
        return spooled;
    }
}
