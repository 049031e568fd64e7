package io.pharos.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus's own tools work on the front door as on a Prometheus: promtool's queries, and another Prometheus. */
@ExtendWith(SuiteExtension.class)
class PrometheusToolsTest {
    private static final String SERIES = "mall_order_created_total";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    void theShopHasOrders(Suite suite) {
        FrontDoor acme = suite.frontDoor().as("acme", suite.token("acme", "admin"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !acme.query(SERIES).json().at("/data/result").isEmpty());
    }

    @Test
    void promtoolQueries(Suite suite) {
        long now = Instant.now().getEpochSecond();
        String end = Long.toString(now);
        String start = Long.toString(now - 60);
        assertThat(promtool(suite, "instant", SERIES)).contains(SERIES + "{").contains("tenant_id=\"acme\"");
        assertThat(promtool(suite, "range", "sum(" + SERIES + ")", "--start=" + start, "--end=" + end, "--step=15s"))
                .contains("=>");
        assertThat(promtool(suite, "series", "--match=" + SERIES, "--start=" + start, "--end=" + end))
                .contains("source=")
                .doesNotContain("tenant_id=\"initech\"");
        assertThat(promtool(suite, "labels", "tenant_id")).isEqualToIgnoringNewLines("acme");
        assertThat(promtool(suite, "labels", "source", "--match=" + SERIES)).contains("app");
    }

    private static String promtool(Suite suite, String query, String... arguments) {
        List<String> command = new ArrayList<>(List.of("query", query, withLogin(suite)));
        command.addAll(List.of(arguments));
        return suite.command("promtool").run(command);
    }

    /** promtool of 2.42 takes a login nowhere but in the address. */
    private static String withLogin(Suite suite) {
        String login = "acme-admin:" + URLEncoder.encode(suite.clientSecret("acme-admin"), UTF_8) + "@";
        return suite.frontDoor().toString().replace("://", "://" + login) + "/t/acme/prometheus";
    }

    @Test
    void anotherPrometheusFederates(Suite suite) throws IOException, InterruptedException {
        Path configuration = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s}
                scrape_configs:
                - job_name: pharos
                  honor_labels: true
                  metrics_path: /t/acme/prometheus/federate
                  params: {'match[]': ['{__name__=~"mall_order_.*"}']}
                  basic_auth: {username: acme-admin, password: '%s'}
                  static_configs: [{targets: ['%s']}]
                """.formatted(
                suite.clientSecret("acme-admin"), suite.frontDoor().toString().substring("http://".length())));
        FrontDoor federating = suite.spareTsdb();
        Process prometheus = suite.command("prometheus")
                .start(
                        List.of(
                                "--config.file=" + configuration,
                                "--storage.tsdb.path=" + folder.resolve("data"),
                                "--web.listen-address=" + federating.toString().substring("http://".length())),
                        folder.resolve("log"));
        try {
            await("see " + folder.resolve("log"))
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> !series(federating, SERIES).isEmpty());
            assertThat(series(federating, "count by (tenant_id) (" + SERIES + ")"))
                    .as("whose it has")
                    .contains("acme")
                    .doesNotContain("initech", "globex");
            assertThat(series(federating, "up{job=\"pharos\"} == 1")).isNotEmpty();
        } finally {
            prometheus.destroy();
            prometheus.waitFor();
        }
    }

    /** The series of an answer as text, empty where there are none. */
    private static String series(FrontDoor prometheus, String query) {
        JsonNode result =
                prometheus.get("/api/v1/query", Map.of("query", query)).json().at("/data/result");
        return result.isEmpty() ? "" : result.toString();
    }
}
