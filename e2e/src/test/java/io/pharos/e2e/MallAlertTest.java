package io.pharos.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.e2e.suite.Answer;
import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What breaks in a shop reaches the one who has to act, and nobody else; the mall's rules, with their times made short. */
@ExtendWith(SuiteExtension.class)
class MallAlertTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void theShopsRulesAreThereFromTheStart(Suite suite) {
        for (String tenant : new String[] {"acme", "initech", "globex"}) {
            String rules =
                    door(suite, tenant).get("/prometheus/config/v1/rules").body();
            assertThat(rules).as(tenant).contains("MallPaymentSuccessLow", "MallGoldTierPaymentsLow");
        }
    }

    /** Payment log, Pushgateway API, recording rule: the shop's page has neither the counters nor the rate. */
    @Test
    void theSuccessRateIsRecordedFromWhatThePaymentLogPushes(Suite suite) {
        for (String tenant : new String[] {"acme", "initech", "globex"}) {
            FrontDoor door = door(suite, tenant);
            await().atMost(SOON)
                    .until(() -> values(door, "count by (hour) (mall_payment_success_rate)"), List.of(2.0)::equals);
            assertThat(values(door, "count by (job) (mall_payment_attempts_total{job!=\"payment-log\"})"))
                    .isEmpty();
            assertThat(values(door, "min(mall_payment_success_rate)").getFirst())
                    .as(tenant)
                    .isBetween(0.0, 1.0);
        }
    }

    @Test
    void failingPaymentsAndMissingGoldCustomersAreTold(Suite suite) {
        FrontDoor initech = door(suite, "initech");
        put(initech, quick(suite.file("deploy/packages/mall/payments.yml")));
        put(initech, quick(suite.file("deploy/packages/mall/gold-tier.yml")));
        try {
            suite.mall().call("POST", "/chaos/payment-failures?tenant=initech&level=0.5&duration=4m");
            suite.mall().call("POST", "/chaos/gold-drop?tenant=initech&level=1&duration=4m");

            JsonNode payments = await().atMost(SOON)
                    .until(() -> received(suite, "/initech", "MallPaymentSuccessLow"), Optional::isPresent)
                    .orElseThrow();
            JsonNode gold = await().atMost(SOON)
                    .until(() -> received(suite, "/initech", "MallGoldTierPaymentsLow"), Optional::isPresent)
                    .orElseThrow();

            assertActionable(payments);
            assertActionable(gold);
            assertThat(payments.path("labels").path("gateway").asText()).isIn("alipay", "wechat");
            assertThat(gold.path("labels").path("tier").asText()).isEqualTo("gold");
            assertThat(received(suite, "/acme", "MallPaymentSuccessLow")).isEmpty();
            assertThat(initech.get("/api/v1/notifications").body())
                    .contains("\"channel\":\"webhook\"", "MallPaymentSuccessLow");
        } finally {
            suite.mall().call("DELETE", "/chaos/payment-failures?tenant=initech");
            suite.mall().call("DELETE", "/chaos/gold-drop?tenant=initech");
            initech.call("DELETE", "/prometheus/config/v1/rules/quick");
        }
    }

    /** Everything that an action needs: whose, how much, since when, what to do. */
    private static void assertActionable(JsonNode alert) {
        assertThat(alert.path("status").asText()).isEqualTo("firing");
        assertThat(alert.path("labels").path("tenant_id").asText()).isEqualTo("initech");
        assertThat(alert.path("annotations").path("value").asText()).matches("[0-9.e-]+");
        assertThat(alert.path("annotations").path("action").asText()).isNotBlank();
        assertThat(alert.path("annotations").path("runbook_url").asText()).startsWith("docs/runbooks/");
        assertThat(alert.path("startsAt").asText()).isNotBlank();
        assertThat(alert.path("traceId").asText()).matches("[0-9a-f]{32}");
    }

    /** The package's group, with a window and times that fit a test and let an exemplar arrive: a scrape and a batch. */
    private static String quick(String file) {
        String group = file.substring(file.indexOf("  - name:"))
                .replaceFirst("  - ", "    ")
                .replaceAll("(?m)^    ", "");
        return group.replace("mall_payment_success_rate", "quick_payment_success_rate")
                .replaceAll("\\[5m]", "[1m]")
                .replaceAll("for: [23]m", "for: 15s")
                .replaceAll("interval: (1m|30s)", "interval: 5s");
    }

    private static void put(FrontDoor door, String group) {
        Answer answer = door.post("/prometheus/config/v1/rules/quick", "application/yaml", group);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    }

    private static FrontDoor door(Suite suite, String tenant) {
        return suite.frontDoor().as(tenant, suite.token(tenant, "admin"));
    }

    private static Optional<JsonNode> received(Suite suite, String path, String name) {
        return suite.recorder()
                .get(path)
                .body()
                .lines()
                .flatMap(line -> read(line).path("alerts").valueStream())
                .filter(alert -> alert.path("labels").path("alertname").asText().equals(name))
                .findFirst();
    }

    private static List<Double> values(FrontDoor door, String query) {
        return door.query(query)
                .json()
                .at("/data/result")
                .valueStream()
                .map(series -> series.path("value").path(1).asDouble())
                .toList();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no notification: " + line, e);
        }
    }
}
