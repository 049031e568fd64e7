package io.pharos.billing.telemetry;

import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.billing.rollup.Rollup;
import io.pharos.billing.suite.BillingEngines;
import io.pharos.billing.suite.Customer;
import io.pharos.model.Environment;
import io.pharos.model.Problem;
import io.pharos.sql.Database;
import io.pharos.tenancy.directory.DirectorySnapshot;
import io.pharos.tenancy.directory.Engine;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tenancy.testing.Tenants;
import io.pharos.tsdb.testing.EngineProcess;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant graphs its bill from its own database, a real Prometheus: hours, and what came late for them. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class UsageSeriesJobTest {
    /** The last one that has settled, since it is added up half a minute after its end. */
    private static final Instant HOUR = Instant.now()
            .minus(Duration.ofMinutes(2))
            .truncatedTo(ChronoUnit.HOURS)
            .minus(Duration.ofHours(1));

    private static final Instant LONG_AGO = HOUR.minus(Duration.ofHours(9));

    private final UsageSeriesJob job;
    private final Rollup rollup;
    private final Database database;
    private final TenantDirectory directory;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    private Customer initech;

    @SuppressWarnings("NullAway.Init")
    private EngineProcess engine;

    UsageSeriesJobTest(UsageSeriesJob job, Rollup rollup, Database database, TenantDirectory directory) {
        this.job = job;
        this.rollup = rollup;
        this.database = database;
        this.directory = directory;
    }

    @BeforeEach
    void prometheus() throws Exception {
        initech = new Customer(router, INITECH);
        Path folder = EngineProcess.newDirectory("usage-series");
        Files.writeString(folder.resolve("prometheus.yml"), "{}\n");
        int port = EngineProcess.freePort();
        engine = EngineProcess.start(
                "prometheus",
                port,
                folder,
                List.of(
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--web.enable-remote-write-receiver"));
        String url = "http://127.0.0.1:" + port;
        publish(1, List.of(Tenants.engine("shared", url), Tenants.engine("globex", url)));
        // The service may not have read its directory at all yet, which is a problem until it has.
        Awaitility.await()
                .ignoreException(Problem.class)
                .until(() ->
                        directory.route(INITECH, Environment.PROD).writeUrl().startsWith(url));
    }

    @AfterEach
    void end() {
        engine.close();
        publish(2, Tenants.snapshot().engines());
    }

    @Test
    void hoursAndWhatCameLateAddUpToTheBill() throws Exception {
        database.query(session -> session.change("delete from usage_told"));
        initech.meter("graphed", "graphed");
        initech.tells(List.of(
                Customer.event("g1", "graphed", 5, HOUR.plusSeconds(60)),
                Customer.event("g2", "graphed", 7, HOUR.plusSeconds(120))));
        rollup.run();
        job.run();
        assertThat(graphed()).isEqualTo("12");

        initech.tells(List.of(
                Customer.event("g3", "graphed", 30, HOUR.plusSeconds(180)),
                Customer.event("g4", "graphed", 100, LONG_AGO)));
        rollup.run();
        job.run();
        assertThat(graphed()).as("an hour is told once").isEqualTo("12");
        job.late();
        job.late();
        assertThat(graphed()).as("with what came late, once").isEqualTo("142");
    }

    private String graphed() throws Exception {
        String query = URLEncoder.encode(
                "sum(sum_over_time(pharos_usage_graphed{tenant_id=\"initech\"}[2h]))", StandardCharsets.UTF_8);
        URI uri = URI.create("http://127.0.0.1:" + engine.port() + "/api/v1/query?query=" + query);
        try (HttpClient http = HttpClient.newHttpClient()) {
            String body = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            JsonNode answer = new ObjectMapper().readTree(body);
            return answer.at("/data/result/0/value/1").asText();
        }
    }

    private void publish(long revision, List<Engine> engines) {
        DirectorySnapshot usual = BillingEngines.withMore(Tenants.snapshot());
        router.publish(new DirectorySnapshot(
                usual.revision() + revision, usual.asOf(), usual.tenants(), engines, usual.revocations()));
    }
}
