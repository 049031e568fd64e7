package io.pharos.mall.load;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while every shop is trading. */
@Readiness
@ApplicationScoped
class ShopsOpen implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Load load;

    ShopsOpen(Load load) {
        this.load = load;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("shops open")
                .status(load.allTickedWithin(PATIENCE))
                .build();
    }
}
