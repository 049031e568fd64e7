package io.pharos.tenancy.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Environment;
import io.pharos.tenancy.testing.Tenants;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineRouteTest {
    private static final Environment STAGING = new Environment("staging");

    @Test
    void leavesTheLabelEnvToASenderWhoHasProdOnly() {
        assertThat(route(Environment.PROD, Map.of(Environment.PROD, "shared")).environmentLabelled())
                .isFalse();
    }

    @Test
    void labelsProdTooWhereAnotherEnvironmentLiesBesideIt() {
        Map<Environment, String> together = Map.of(Environment.PROD, "shared", STAGING, "shared");
        assertThat(route(Environment.PROD, together).environmentLabelled()).isTrue();
        assertThat(route(STAGING, together).environmentLabelled()).isTrue();
    }

    @Test
    void labelsWhatIsNotProdWhereverItLies() {
        Map<Environment, String> apart = Map.of(Environment.PROD, "other", STAGING, "shared");
        assertThat(route(STAGING, apart).environmentLabelled()).isTrue();
    }

    private static EngineRoute route(Environment environment, Map<Environment, String> environments) {
        Tenant acme = Tenants.tenant(Tenants.ACME, Status.ACTIVE, "shared");
        Tenant placed = new Tenant(
                acme.id(),
                acme.name(),
                acme.plan(),
                acme.status(),
                acme.isolation(),
                acme.residency(),
                environments,
                acme.limits(),
                acme.labelConflict(),
                acme.alerting(),
                acme.version());
        return new EngineRoute(placed, environment, Tenants.engine("shared", "http://127.0.0.1:9090"));
    }
}
