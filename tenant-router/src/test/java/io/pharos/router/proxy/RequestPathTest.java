package io.pharos.router.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api/v1/write",
                "http://elsewhere/api/v1/write",
                "*",
                "//api/v1/write",
                "/api//v1/write",
                "/api/v1/write//",
                "/api/v1/../v1/write",
                "/api/v1/./write",
                "/..",
                "/api/v1/%2e%2e/write",
                "/api/v1/%2E/write",
                "/api/v1/.%2e/write",
                "/api%2fv1/write",
                "/api%2Fv1/write",
                "/api/v1/write%5c",
                "/api/v1/wr%5Cite",
                "/api\\v1\\write",
                "/api/v1/write%00",
                "/api/v1/write%0d%0aX-Tenant-ID:%20acme",
                "/api/v1/write\u0000",
                "/api/v1/ write",
                "/api/v1/é",
                "/api/v1/write;tenant=initech",
                "/api/v1/write#fragment",
                "/api/v1/%252e%252e/write",
                "/api/v1/%252fwrite",
                "/api/v1/%zz",
                "/api/v1/%2",
                "/api/v1/%",
                "/api/v1/%c0%af",
                "/t/acme/../initech/api/v1/write",
                "/t//api/v1/write",
                "/t/Acme/api/v1/write",
                "/t/acme%2finitech/api/v1/write",
                "/t/default/api/v1/write",
                "/t/"
            })
    void refusesWhatTwoServersCouldReadInTwoWays(String path) {
        assertThatThrownBy(() -> RequestPath.parse(path))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Kind.MALFORMED));
    }

    @Test
    void refusesAPathWithoutEnd() {
        assertThatThrownBy(() -> RequestPath.parse("/" + "a".repeat(5000))).isInstanceOf(Problem.class);
    }

    @Test
    void takesThePrefixOff() {
        RequestPath path = RequestPath.parse("/t/acme/prometheus/api/v1/query");
        assertThat(path.tenant()).contains(new TenantId("acme"));
        assertThat(path.path()).isEqualTo("/prometheus/api/v1/query");
        assertThat(path.segments()).containsExactly("prometheus", "api", "v1", "query");
    }

    @Test
    void leavesAPathWithoutPrefixAsItIs() {
        RequestPath path = RequestPath.parse("/metrics/job/a%20b/instance/10.0.0.1:9100");
        assertThat(path.tenant()).isEmpty();
        assertThat(path.path()).isEqualTo("/metrics/job/a%20b/instance/10.0.0.1:9100");
    }

    @Test
    void takesAPrefixWithNothingBehindForTheRoot() {
        assertThat(RequestPath.parse("/t/acme").path()).isEqualTo("/");
    }

    @Test
    void takesAPercentSignThatStandsForItself() {
        assertThat(RequestPath.parse("/metrics/job/50%25").segments()).contains("50%25");
    }
}
