package io.pharos.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.e2e.suite.Answer;
import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is public is what some service documents, and nothing else is let through. */
@ExtendWith(SuiteExtension.class)
class RouteTableTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SERVICES =
            List.of("tenant-router", "metrics-collector", "query-gateway", "alert-engine", "billing-service");

    @Test
    void everyRowIsInAServicesOpenApi(Suite suite) throws JsonProcessingException {
        Set<String> documented = new TreeSet<>();
        SERVICES.forEach(service -> documented.addAll(operations(suite.openApi(service))));
        Set<String> routed = new TreeSet<>();
        for (JsonNode row : JSON.readTree(suite.file("tenant-router/src/main/resources/routes.json"))) {
            String path = row.get("path").asText();
            if (!path.startsWith("/q/health")) {
                row.get("methods").forEach(method -> routed.add(method.asText() + " " + anonymous(path)));
            }
        }
        assertThat(documented).containsAll(routed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/no/such/path",
                "/q/metrics",
                "/q/openapi",
                "/q/dev",
                "/internal/v1/directory",
                "/api/v1/query/",
                "/api//v1/query",
                "/api/v1/../v1/query",
                "/api/v1/%2e%2e/v1/query",
                "/api%2fv1%2fquery",
                "/api/v1/admin/tsdb/delete_series",
                "/prometheus/-/quit",
                "/prometheus/api/v1/admin/tsdb/snapshot",
                "/t/acme/internal/v1/directory",
                "/t/acme/q/metrics"
            })
    void whatIsNotInTheTableIsNotThere(String path, Suite suite) {
        FrontDoor acme = suite.frontDoor().as("acme", suite.token("acme", "admin"));

        Answer answer = acme.get(path);

        assertThat(answer.status()).as(answer.toString()).isIn(400, 404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("detail").asText()).isNotBlank();
    }

    private static Set<String> operations(JsonNode openApi) {
        Set<String> operations = new TreeSet<>();
        openApi.get("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method ->
                                operations.add(method.toUpperCase(Locale.ROOT) + " " + anonymous(path.getKey()))));
        return operations;
    }

    private static String anonymous(String path) {
        return path.replaceAll("\\{[a-zA-Z.]+}", "{}");
    }
}
