package io.pharos.router.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Scope;
import io.pharos.tenancy.json.PharosModule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
    private final RouteTable table = RouteFile.read(PharosModule.mapper());

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/write, metrics-collector, metrics:write",
        "POST, /api/v1/push, metrics-collector, metrics:write",
        "GET, /prometheus/api/v1/query, query-gateway, metrics:read",
        "HEAD, /prometheus/api/v1/query, query-gateway, metrics:read",
        "POST, /api/v1/query_range, query-gateway, metrics:read",
        "POST, /prometheus/api/v1/query_exemplars, query-gateway, metrics:read",
        "POST, /api/v1/explain, query-gateway, metrics:read",
        "GET, /prometheus/federate, query-gateway, metrics:read",
        "GET, /api/v1/label/job/values, query-gateway, metrics:read"
    })
    void routesWhatIsPublic(String method, String path, String service, String scope) {
        Route route = found(method, path).route();
        assertThat(route.service()).isEqualTo(service);
        assertThat(route.scope()).contains(Scope.parse(scope).orElseThrow());
        assertThat(route.tenant()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api",
                "/api/v1",
                "/api/v1/write/",
                "/api/v1/write/more",
                "/api/v1/%77rite",
                "/API/v1/write",
                "/q/metrics",
                "/q/openapi",
                "/q/dev",
                "/internal/v1/directory",
                "/prometheus/internal/v1/directory",
                "/api/v1/status/tsdb",
                "/api/v1/targets",
                "/api/v1/admin/tsdb/delete_series",
                "/prometheus/api/v1/write",
                "/metrics",
                "/metrics/job",
                "/api/v1/label//values",
                "/favicon.ico"
            })
    void routesNothingElse(String path) {
        RequestPath read = new RequestPath(null, path, List.of(path.substring(1).split("/", -1)));
        assertThat(table.match("GET", read)).isInstanceOf(RouteMatch.Unknown.class);
    }

    @Test
    void tellsTheMethodsOfAPathThatHasOthers() {
        assertThat(table.match("DELETE", RequestPath.parse("/api/v1/write")))
                .isEqualTo(new RouteMatch.WrongMethod(Set.of("POST")));
        assertThat(table.match("TRACE", RequestPath.parse("/api/v1/tenants")))
                .isEqualTo(new RouteMatch.WrongMethod(Set.of("GET", "POST")));
    }

    @Test
    void namesWhatStandsForTheParameters() {
        assertThat(found("GET", "/api/v1/tenants/acme/clients/acme-agent").parameters())
                .isEqualTo(Map.of("tenant", "acme", "client", "acme-agent"));
        RouteTable rest = new RouteTable(List.of(route("/metrics/job/{job}/{labels...}")));
        assertThat(found(rest, "/metrics/job/shop/zone/a").parameters())
                .isEqualTo(Map.of("job", "shop", "labels", "zone/a"));
    }

    @Test
    void prefersTheLiteral() {
        RouteTable two = new RouteTable(List.of(route("/a/{x}"), route("/a/b"), route("/a/{x...}")));
        assertThat(found(two, "/a/b").route().path()).isEqualTo("/a/b");
        assertThat(found(two, "/a/c").route().path()).isEqualTo("/a/{x}");
        assertThat(found(two, "/a/b/c").route().path()).isEqualTo("/a/{x...}");
    }

    @Test
    void refusesATableWithARestInTheMiddle() {
        assertThatThrownBy(() -> new RouteTable(List.of(route("/a/{x...}/b"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsWhereSendersWouldLoseData() {
        assertThat(found("POST", "/api/v1/write").route().ingest()).isTrue();
        assertThat(found("POST", "/api/v1/query").route().ingest()).isFalse();
    }

    private RouteMatch.Found found(String method, String path) {
        return (RouteMatch.Found) table.match(method, RequestPath.parse(path));
    }

    private static RouteMatch.Found found(RouteTable table, String path) {
        return (RouteMatch.Found) table.match("GET", RequestPath.parse(path));
    }

    private static Route route(String path) {
        return new Route(
                path, Set.of("GET"), "service", Scope.METRICS_READ, ErrorShape.PROBLEM, Duration.ofSeconds(1), true);
    }
}
