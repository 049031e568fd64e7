package io.pharos.gateway.quota;

import io.pharos.model.Role;
import java.time.Duration;
import java.util.Set;

/** The usual settings of quotas, with how long Redis may take and how long it is left alone after it failed. */
public record QuotaSettings(Duration timeout, Duration pause) implements QuotaConfig {
    @Override
    public Duration ahead() {
        return Duration.ofMillis(100);
    }

    @Override
    public Set<Role> refusedUncounted() {
        return Set.of(Role.GUEST);
    }

    @Override
    public double localShare() {
        return 0.5;
    }
}
