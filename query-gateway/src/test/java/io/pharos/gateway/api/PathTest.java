package io.pharos.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTest {
    @ParameterizedTest
    @EnumSource
    void servesEachEndpointUnderItsPrefixes(Endpoint endpoint) {
        String path = endpoint.path().replace("{name}", "job");
        assertThat(endpoint.prefixes())
                .allSatisfy(prefix ->
                        assertThat(Path.of(prefix + path)).map(Path::endpoint).hasValue(endpoint));
    }

    @Test
    void readsTheLabelsName() {
        assertThat(Path.of("/api/v1/label/__name__/values")).map(Path::label).hasValue("__name__");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/query/",
                "/api/v1//query",
                "/api/v1/../v1/query",
                "/api/v1/%71uery",
                "/api/v1/Query",
                "/api/v1/label//values",
                "/api/v1/label/a%2fb/values",
                "/api/v1/label/a/b/values",
                "/api/v1/label/9a/values",
                "/api/v1/label/values",
                "/api/v1/label/{name}/values",
                "/api/v1/status/tsdb",
                "/api/v1/admin/tsdb/delete_series",
                "/api/v1/write",
                "/prometheus/api/v2/query",
                "/prometheus/query",
                "/federate",
                "/prometheus/api/v1/federate",
                "/prometheus/api/v1/explain",
            })
    void knowsNoOtherPath(String path) {
        assertThat(Path.of(path)).isEmpty();
    }
}
