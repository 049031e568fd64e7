package io.pharos.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pharos.alert.history.Delivery;
import io.pharos.alert.notify.Destination.Access;
import io.pharos.alert.series.Labels;
import io.pharos.alert.suite.AlertmanagerServer;
import io.pharos.alert.suite.Pem;
import io.pharos.alert.suite.Settings;
import io.pharos.model.Environment;
import io.pharos.tenancy.directory.Tls;
import io.pharos.tenancy.secret.SecretRef;
import io.pharos.tenancy.testing.Tenants;
import io.pharos.tsdb.testing.EngineProcess;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is queued for real Alertmanagers: drained at a stop, and sent over TLS that both sides prove. */
class AlertmanagersTest {
    private static final NotifyConfig CONFIG = Settings.of(NotifyConfig.class, Map.of());
    private static final Access OPEN = new Access(null, null);
    private static final Owner ACME = new Owner(Tenants.ACME, Environment.PROD, false);

    private final Vertx vertx = Vertx.vertx();
    private final Path folder = EngineProcess.newDirectory("secrets");
    private final AlertmanagerClient client = new AlertmanagerClient(vertx, this::secret, CONFIG);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aStopSendsWhatStillWaits() throws Exception {
        Queue<Delivery> log = new ConcurrentLinkedQueue<>();
        Outlets outlets = new Outlets(client, log::add, new NotifyMetrics(new SimpleMeterRegistry()), CONFIG);
        try (AlertmanagerServer alertmanager = AlertmanagerServer.start()) {
            URI address = URI.create(alertmanager.url());
            outlets.put(ACME, new Destination.Alertmanagers(List.of(address), OPEN, false), alerts(5_000));

            outlets.drain(new ShutdownEvent());

            assertThat(alertmanager.names()).hasSize(5_000);
            assertThat(log)
                    .hasSizeGreaterThan(5_000 / 64)
                    .allMatch(one -> one.outcome().delivered());
        }
    }

    @Test
    void certificatesAreCheckedOnBothSides() throws Exception {
        Pem server = Pem.selfSigned(folder, "server");
        Pem ours = Pem.selfSigned(folder, "ours");
        Path web = Files.writeString(
                folder.resolve("web.yml"), """
                    tls_server_config:
                      cert_file: %s
                      key_file: %s
                      client_auth_type: RequireAndVerifyClientCert
                      client_ca_file: %s
                    """.formatted(server.certificate(), server.key(), ours.certificate()));
        try (AlertmanagerServer alertmanager = AlertmanagerServer.start(
                "{route: {receiver: none}, receivers: [{name: none}]}",
                List.of("--cluster.listen-address=", "--web.config.file=" + web))) {
            URI status = URI.create(alertmanager.url().replace("http:", "https:") + "/api/v2/status");
            Tls both = new Tls("file:server.crt", "file:ours.crt", "file:ours.key", null);

            assertThat(client.call("GET", status, new Access(null, both), null).status())
                    .isEqualTo(200);
            assertThatThrownBy(() -> client.call("GET", status, OPEN, null)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> client.call(
                            "GET", status, new Access(null, new Tls("file:server.crt", null, null, null)), null))
                    .isInstanceOf(IOException.class);
        }
    }

    private String secret(SecretRef reference) {
        try {
            return Files.readString(folder.resolve(reference.toString().substring("file:".length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Postable> alerts(int count) {
        Instant now = Instant.now();
        return IntStream.range(0, count)
                .mapToObj(i -> new Postable(
                        Labels.of(Map.of("alertname", "Drained", "instance", "i" + i)),
                        Collections.emptySortedMap(),
                        now,
                        now.plusSeconds(300),
                        "http://x",
                        now))
                .toList();
    }
}
