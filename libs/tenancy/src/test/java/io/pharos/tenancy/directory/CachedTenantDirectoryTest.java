package io.pharos.tenancy.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.Environment;
import io.pharos.model.Role;
import io.pharos.tenancy.http.SuiteHttp;
import io.pharos.tenancy.identity.ClientCredentials;
import io.pharos.tenancy.json.PharosModule;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tenancy.testing.MovableClock;
import io.pharos.tenancy.testing.Refusals;
import io.pharos.tenancy.testing.Tenants;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CachedTenantDirectoryTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final FakeRouter router = new FakeRouter(Tenants.snapshot());
    private final SuiteHttp http = new SuiteHttp(Duration.ofSeconds(3));
    private final CachedTenantDirectory directory = new CachedTenantDirectory(clock);
    private final ClientCredentials identity = new ClientCredentials(
            http,
            new ClientCredentials.Client(URI.create(router.url() + "/oauth2/token"), "svc-test", () -> "secret"),
            clock);
    private final DirectoryClient client = new DirectoryClient(http, URI.create(router.url()), identity, directory);

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void knowsNothingBeforeTheFirstPull() {
        assertThat(Refusals.of(() -> directory.tenant(Tenants.ACME))).isEqualTo("503 directory.not-loaded");
        assertThat(directory.age()).isEqualTo(CachedTenantDirectory.NEVER);
        assertThat(Refusals.of(client::pull)).isEqualTo("503 identity.no-token");
    }

    @Test
    void routesATenantsEnvironmentToItsEngine() throws IOException {
        pull();
        assertThat(directory.route(Tenants.ACME, Environment.PROD).engine().id())
                .isEqualTo("shared");
        assertThat(directory.route(Tenants.GLOBEX, Environment.PROD).engine().id())
                .isEqualTo("globex");
        assertThat(Refusals.of(() -> directory.route(Tenants.ACME, new Environment("staging"))))
                .isEqualTo("404 tenant.environment-not-found");
    }

    @Test
    void takesOverWhatIsNewAndConfirmsWhatIsNot() throws IOException {
        pull();
        clock.advance(Duration.ofSeconds(5));
        client.pull();
        assertThat(directory.age()).isZero();
        assertThat(directory.revision()).isEqualTo(1);
        router.publish(Tenants.snapshot(2, new Revocations(Set.of("x"), Map.of(), Map.of())));
        client.pull();
        assertThat(directory.revision()).isEqualTo(2);
        assertThat(directory.revocations().jtis()).containsExactly("x");
    }

    @Test
    void servesWhatItKnowsWhileTheRouterIsAwayAndSaysHowOldThatIs() throws IOException {
        pull();
        router.switchOff();
        clock.advance(Duration.ofMinutes(10));
        assertThatThrownBy(client::pull).isInstanceOf(IOException.class);
        assertThat(directory.tenant(Tenants.ACME).id()).isEqualTo(Tenants.ACME);
        assertThat(directory.age()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void renewsItsOwnTokenBeforeItExpires() throws IOException {
        assertThat(identity.renew()).isEqualTo(Duration.ofSeconds(600));
        clock.advance(Duration.ofSeconds(899));
        assertThat(identity.token()).isNotEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(Refusals.of(identity::token)).isEqualTo("503 identity.no-token");
    }

    @Test
    void aSnapshotIsTheSameAfterItWentOverTheWire() throws IOException {
        ObjectMapper json = PharosModule.mapper();
        Revocations revocations = new Revocations(
                Set.of("x"), Map.of("c", Instant.EPOCH), Map.of(Tenants.ACME, Instant.parse("2026-01-01T00:00:00Z")));
        DirectorySnapshot snapshot = Tenants.snapshot(7, revocations);
        assertThat(json.readValue(json.writeValueAsString(snapshot), DirectorySnapshot.class))
                .isEqualTo(snapshot);
    }

    @Test
    void limitsThatAreLeftOutAreTheDefaults() throws IOException {
        Limits limits = PharosModule.mapper()
                .readValue(
                        "{\"ingest\":{\"maxGlobalSeriesPerUser\":5,\"observeOnly\":[\"ingestion_rate\"],\"ha\":{\"acceptHaSamples\":true}},\"queryOverrides\":{\"dev\":{\"maxRange\":\"PT1H\"}}}",
                        Limits.class);
        assertThat(limits.ingest().maxGlobalSeriesPerUser()).isEqualTo(5);
        assertThat(limits.ingest().enforces(IngestLimit.INGESTION_RATE)).isFalse();
        assertThat(limits.ingest().enforces(IngestLimit.MAX_LABEL_NAME_LENGTH)).isTrue();
        assertThat(limits.ingest().ha()).isEqualTo(new HaTracking(true, "cluster", "__replica__", 100));
        assertThat(limits.ingest().maxLabelNamesPerSeries()).isEqualTo(30);
        assertThat(limits.requests()).isEqualTo(RequestLimits.DEFAULT);
        assertThat(limits.query(Role.DEV)).isEqualTo(new QueryLimits(100, Duration.ofHours(1), Duration.ofHours(1)));
        assertThat(limits.query(Role.ADMIN)).isEqualTo(QueryLimits.UNLIMITED);
        assertThat(limits.query(Role.GUEST).rate()).isEqualTo(5);
    }

    @Test
    void engineTemplatesAreFilledWithTheTenant() {
        Engine engine = Tenants.engine("own", "https://{tenant}.metrics.svc.cluster.local:9091/{environment}/");
        EngineRoute route =
                new EngineRoute(Tenants.tenant(Tenants.ACME, Status.ACTIVE, "own"), Environment.PROD, engine);
        assertThat(route.queryUrl()).isEqualTo("https://acme.metrics.svc.cluster.local:9091/prod");
    }

    private void pull() throws IOException {
        identity.renew();
        client.pull();
    }
}
