package io.pharos.gateway.api;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.suite.Surroundings;
import io.pharos.gateway.suite.Wire;
import io.pharos.model.Role;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in shapes that two parsers could read in two ways: each is refused, and none reaches an engine. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class ShapeTest {
    private static final String PATH = "/prometheus/api/v1/query";
    private static final String FORM = "application/x-www-form-urlencoded";

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    @TestHTTPResource("/")
    URI gateway;

    private Wire acme() {
        return new Wire(gateway, "acme", router.issuer().tenantToken(ACME, Role.ADMIN));
    }

    private static void assertRefused(Wire.Reply reply, int status, String errorType) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.head()).containsIgnoringCase("content-type: application/json");
        assertThat(reply.field("status")).isEqualTo("error");
        assertThat(reply.field("errorType")).isEqualTo(errorType);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/prometheus/api/v1/status/tsdb",
                "/prometheus/api/v1/targets",
                "/api/v1/admin/tsdb/delete_series",
                "/prometheus/api/v1/write",
                "/prometheus/api/v1//query",
                "/prometheus/api/v1/query/",
                "/prometheus/api/v1/./query",
                "/prometheus/api/v1/x/../query",
                "/prometheus/api/v1/%71uery",
                "/prometheus/api/v1/query;x=1",
                "/prometheus/api/v1/label/a%2fb/values",
                "/prometheus/api/v1/label/../values",
            })
    void pathsThatAreNotServedAre404(String path) {
        assertRefused(acme().get(path + "?query=1"), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "QUERY"})
    void otherMethodsAre405(String method) {
        Wire.Reply reply = acme().send(method + " " + PATH + "?query=1", List.of(), "");
        assertRefused(reply, 405, "bad_data");
        assertThat(reply.head()).containsIgnoringCase("allow: GET, POST");
    }

    @Test
    void headIs405WithoutABody() {
        Wire.Reply reply = acme().send("HEAD " + PATH + "?query=1", List.of(), "");
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query=1&query=1",
                "query=1&%71uery=2",
                "query=1;extra_label=a",
                "query=1%3b&a;b=1",
                "query=1%00",
                "query=%ff",
                "query=",
                "time=1",
                "query=1&time=yesterday",
                "query=1&timeout=-1",
                "query=1&limit=many",
                "query=1&lookback_delta=0",
                "query=up(",
                "query=nosuchfunction(up)",
                "query=up%7Btenant_id%3D~%22.*%22",
            })
    void parametersThatCannotBeReadInOneWayAre400(String parameters) {
        assertRefused(acme().get(PATH + '?' + parameters), 400, "bad_data");
        assertRefused(acme().post(PATH, FORM, parameters), 400, "bad_data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"query=1%zz", "query=1%2"})
    void brokenEscapesAre400(String parameters) {
        // In a URL they end in the HTTP server already, which says no more than that.
        assertThat(acme().get(PATH + '?' + parameters).status()).isEqualTo(400);
        assertRefused(acme().post(PATH, FORM, parameters), 400, "bad_data");
    }

    @Test
    void theSameParameterInUrlAndFormIs400() {
        assertRefused(acme().post(PATH + "?query=1", FORM, "query=1"), 400, "bad_data");
    }

    @Test
    void tenThousandAndOneParametersAre400() {
        assertRefused(acme().post(PATH, FORM, "a=b&".repeat(10_000) + "query=1"), 400, "bad_data");
    }

    @Test
    void aFormBeyondItsSizeIs413() {
        assertRefused(acme().post(PATH, FORM, "query=" + "1".repeat(1_100_000)), 413, "bad_data");
    }

    @Test
    void aQueryBeyondItsLengthIs400() {
        assertRefused(acme().post(PATH, FORM, "query=" + "1%2B".repeat(40_000) + "1"), 400, "bad_data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=x",
                "application/json",
                "text/plain",
                FORM + "; charset=utf-7",
                FORM + ", multipart/form-data",
                FORM + "; boundary=x",
            })
    void otherBodiesAre415(String type) {
        assertRefused(acme().post(PATH, type, "query=1"), 415, "bad_data");
    }

    @Test
    void twoContentTypesAre415() {
        List<String> headers = List.of("Content-Type: " + FORM, "Content-Type: text/plain", "Content-Length: 7");
        assertRefused(acme().send("POST " + PATH, headers, "query=1"), 415, "bad_data");
    }

    @Test
    void aCompressedFormIs415() {
        List<String> headers = List.of("Content-Type: " + FORM, "Content-Encoding: gzip", "Content-Length: 7");
        assertRefused(acme().send("POST " + PATH, headers, "query=1"), 415, "bad_data");
    }

    @Test
    void aGetWithABodyIs400() {
        List<String> headers = List.of("Content-Type: " + FORM, "Content-Length: 7");
        assertRefused(acme().send("GET " + PATH + "?query=2", headers, "query=1"), 400, "bad_data");
    }

    @Test
    void aFormInChunksIsReadAsAnyOther() {
        List<String> headers = List.of("Content-Type: " + FORM + "; charset=UTF-8", "Transfer-Encoding: chunked");
        Wire.Reply reply = acme().send("POST " + PATH, headers, "3\r\nque\r\n6\r\nry=1%2\r\n3\r\nB41\r\n0\r\n\r\n");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).contains("\"42\"");
    }

    @Test
    void aFormThatDoesNotComeIs400() {
        List<String> headers = List.of("Content-Type: " + FORM, "Content-Length: 100");
        assertRefused(acme().send("POST " + PATH, headers, "query=1"), 400, "bad_data");
    }

    @Test
    void aPostWithAllInItsUrlIsServed() {
        assertThat(acme().send("POST " + PATH + "?query=1", List.of("Content-Length: 0"), "")
                        .status())
                .isEqualTo(200);
    }
}
