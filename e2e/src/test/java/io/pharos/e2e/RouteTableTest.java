package io.pharos.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.e2e.suite.Answer;
import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import java.util.ArrayList;
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
    private static final List<String> SERVICES = List.of("tenant-router", "metrics-collector", "query-gateway");

    /** Rows for what is not built or not installed yet lead nowhere; every other one is documented. */
    @Test
    void nothingIsServedThatNoServiceDocuments(Suite suite) throws JsonProcessingException {
        Set<String> documented = new TreeSet<>();
        SERVICES.forEach(service -> documented.addAll(operations(suite.openApi(service))));
        FrontDoor acme = suite.frontDoor().as("acme", suite.token("acme", "admin"));
        List<String> undocumented = new ArrayList<>();
        for (JsonNode row : JSON.readTree(suite.file("tenant-router/src/main/resources/routes.json"))) {
            String path = row.get("path").asText();
            for (JsonNode method : row.get("methods")) {
                boolean known = covered(method.asText() + " " + anonymous(path), documented);
                if (!known && !path.startsWith("/q/health") && served(acme, method.asText(), path)) {
                    undocumented.add(method.asText() + " " + path);
                }
            }
        }
        assertThat(undocumented).isEmpty();
    }

    private static boolean served(FrontDoor door, String method, String path) {
        Answer answer = door.call(method, path.replace("{tenant}", "acme").replaceAll("\\{[^}]+}", "x"));
        return answer.status() != 404 && !answer.body().contains("not part of this installation");
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

    // A tail such as {path...} is covered by any operation under its folder.
    private static boolean covered(String operation, Set<String> documented) {
        int tail = operation.indexOf("{...}");
        return tail < 0
                ? documented.contains(operation)
                : documented.stream().anyMatch(each -> each.startsWith(operation.substring(0, tail)));
    }

    private static String anonymous(String path) {
        return path.replaceAll("\\{[^}]*\\.\\.\\.}", "{...}").replaceAll("\\{[a-zA-Z]+}", "{}");
    }
}
