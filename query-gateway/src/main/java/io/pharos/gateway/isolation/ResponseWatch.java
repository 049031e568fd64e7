package io.pharos.gateway.isolation;

import io.pharos.gateway.result.BodyStage;
import io.pharos.gateway.result.ExpositionWatchStage;
import io.pharos.gateway.result.ForeignSeries;
import io.pharos.gateway.result.JsonWatchStage;
import io.pharos.gateway.result.ResultForm;
import io.pharos.model.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the answers that are looked through for another tenant's series. Stored samples are always looked through,
 * by the stages that count them.
 */
@Singleton
public final class ResponseWatch {
    private final IsolationConfig config;
    private final IsolationAlarm alarm;

    @Inject
    ResponseWatch(IsolationConfig config, IsolationAlarm alarm) {
        this.config = config;
        this.alarm = alarm;
    }

    /** What looks through this answer, or null where it was not chosen. */
    public @Nullable BodyStage stage(TenantId tenant, String endpoint, ResultForm form) {
        return switch (form) {
            case JSON -> isChosen() ? new JsonWatchStage(tenant, listener(tenant, endpoint)) : null;
            case EXPOSITION -> isChosen() ? new ExpositionWatchStage(tenant, listener(tenant, endpoint)) : null;
            case SAMPLES, CHUNKS -> null;
        };
    }

    /** Whom to tell of another tenant's series in an answer to this one. */
    public ForeignSeries listener(TenantId tenant, String endpoint) {
        return () -> alarm.foreignSeries(tenant, endpoint);
    }

    private boolean isChosen() {
        int oneIn = config.scanOneIn();
        return oneIn > 0 && ThreadLocalRandom.current().nextInt(oneIn) == 0;
    }
}
