package io.pharos.router.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Scope;
import io.pharos.router.proxy.Wire.Answer;
import io.pharos.tenancy.testing.Tenants;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each refusal of the front door, and what reaches the service when there is none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrontDoorTest {
    private final Door door = new Door(Door.AMPLE);

    @BeforeAll
    void settle() throws IOException {
        assertThat(ask(door.acmes("GET", "/read")).status()).isEqualTo(200);
    }

    @AfterAll
    void close() {
        door.close();
    }

    @Test
    void forwardsWithTheTenantAndWithoutForeignNames() throws IOException {
        Answer answer = ask(door.acmes(
                "GET",
                "/read?query=up%7B%7D&do=echo",
                "X-Scope-OrgID: initech",
                "THANOS-TENANT: initech",
                "AccountID: 7",
                "ProjectID: 7",
                "X-Forwarded-For: 10.0.0.1",
                "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains("\"uri\":\"/read?query=up%7B%7D&do=echo\"")
                .contains("\"x-tenant-id\":\"acme\"")
                .contains("\"x-environment\":\"prod\"")
                .contains("\"x-forwarded-for\":\"127.0.0.1\"")
                .contains("\"traceparent\":\"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\"")
                .doesNotContain("initech", "orgid", "accountid", "projectid", "10.0.0.1");
    }

    @Test
    void forwardsTheOperatorsRoutesForTheOperatorAlone() throws IOException {
        Answer answer = ask(door.head("GET", "/operators?do=echo", "Authorization: Bearer " + door.platformToken()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("x-tenant-id");
        assertThat(ask(door.acmes("GET", "/operators")).status()).isEqualTo(403);
        assertThat(ask(door.head("GET", "/operators")).status()).isEqualTo(401);
    }

    @Test
    void makesATraceWhereThereIsNone() throws IOException {
        assertThat(ask(door.acmes("GET", "/read")).text()).containsPattern("\"traceparent\":\"00-[0-9a-f]{32}-");
    }

    @Test
    void refusesARequestWithoutTenant() throws IOException {
        refused(door.head("POST", "/write", bearer()), 400, "tenant.missing");
    }

    @Test
    void refusesATenantThatIsNone() throws IOException {
        refused(door.head("POST", "/write", bearer(), "X-Tenant-ID: Acme"), 400, "tenant.malformed-id");
    }

    @Test
    void refusesASecondTenant() throws IOException {
        refused(door.acmes("POST", "/write", "X-Tenant-ID: initech"), 400, "route.header-twice");
        refused(door.acmes("POST", "/write", "x-tenant-id: acme"), 400, "route.header-twice");
        refused(door.acmes("POST", "/write", "X_Tenant_ID: initech"), 400, "route.header-spelling");
    }

    @Test
    void refusesAnotherTenantInThePath() throws IOException {
        refused(door.acmes("POST", "/t/initech/write"), 400, "tenant.conflict");
        refused(door.acmes("GET", "/of/initech"), 400, "tenant.conflict");
        refused(door.head("GET", "/t/acme/of/initech", bearer()), 400, "tenant.conflict");
    }

    @Test
    void refusesAMalformedOrSecondEnvironment() throws IOException {
        refused(door.acmes("POST", "/write", "X-Environment: Prod!"), 400, "tenant.malformed-environment");
        refused(door.acmes("POST", "/write", "X-Environment: a", "X-Environment: b"), 400, "route.header-twice");
    }

    @Test
    void refusesARequestWithoutToken() throws IOException {
        Answer answer = refused(door.head("POST", "/write", "X-Tenant-ID: acme"), 401, "token.missing");
        assertThat(answer.text()).containsIgnoringCase("WWW-Authenticate: Bearer");
    }

    @Test
    void refusesTokensThatDoNotVerify() throws IOException {
        String token = door.token(Tenants.ACME);
        String other = token.substring(0, token.length() - 8) + "AAAAAAAA";
        refused(door.head("POST", "/write", "X-Tenant-ID: acme", "Authorization: Bearer nonsense"), 401, "token.");
        refused(door.head("POST", "/write", "X-Tenant-ID: acme", "Authorization: Bearer " + other), 401, "token.");
        refused(door.head("POST", "/write", "X-Tenant-ID: acme", "Authorization: Basic YTpi"), 401, "token.missing");
    }

    @Test
    void refusesAnotherTenantsTokenBothWays() throws IOException {
        String initechs = "Authorization: Bearer " + door.token(Tenants.INITECH);
        refused(door.head("POST", "/write", "X-Tenant-ID: acme", initechs), 403, "token.foreign-tenant");
        refused(door.head("POST", "/write", "X-Tenant-ID: initech", bearer()), 403, "token.foreign-tenant");
        refused(door.head("POST", "/t/acme/write", initechs), 403, "token.foreign-tenant");
    }

    @Test
    void refusesTokensOfThePlatformAndOfServices() throws IOException {
        String platform = "Authorization: Bearer " + door.issuer.platformToken();
        String service = "Authorization: Bearer " + door.issuer.serviceToken("svc-x");
        refused(door.head("POST", "/write", "X-Tenant-ID: acme", platform), 403, "token.");
        refused(door.head("POST", "/write", "X-Tenant-ID: acme", service), 403, "token.");
    }

    @Test
    void refusesATokenWithoutTheScope() throws IOException {
        String reader = "Authorization: Bearer " + door.token(Tenants.ACME, Scope.METRICS_READ);
        refused(door.head("POST", "/write", "X-Tenant-ID: acme", reader), 403, "token.missing-scope");
    }

    @Test
    void refusesASuspendedTenant() throws IOException {
        String token = "Authorization: Bearer " + door.token(Tenants.HOOLI);
        refused(door.head("POST", "/write", "X-Tenant-ID: hooli", token), 402, "tenant.suspended");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/unknown",
                "/write/",
                "/write/more",
                "/q/metrics",
                "/internal/v1/directory",
                "/t/acme/none2"
            })
    void routesNothingElse(String path) throws IOException {
        refused(door.acmes("GET", path), 404, "route.unknown-path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//write",
                "/t/acme/../initech/write",
                "/%2e%2e/write",
                "/wr%2fite",
                "/wr%5cite",
                "/write%00",
                "/write;a=b",
                "http://elsewhere/write"
            })
    void refusesPathsThatCanBeReadInTwoWays(String path) throws IOException {
        refused(door.acmes("POST", path, "Content-Length: 0"), 400, "route.malformed-path");
    }

    @Test
    void refusesAMethodThatThePathDoesNotTake() throws IOException {
        refused(door.acmes("GET", "/write"), 405, "route.method-not-allowed");
        refused(door.acmes("TRACE", "/write"), 405, "route.method-not-allowed");
    }

    @Test
    void refusesWhatCouldSmuggleASecondRequest() throws IOException {
        int before = door.backend.received();
        String smuggled = "GET /read HTTP/1.1\r\nHost: x\r\n\r\n";
        refused(door.acmes("POST", "/write", "Transfer-Encoding: xchunked", "Content-Length: 4") + smuggled, 400, "");
        refused(door.acmes("POST", "/write", "Content-Length: 4", "Content-Length: 5") + smuggled, 400, "");
        refused(door.acmes("POST", "/write", "Transfer-Encoding: chunked", "Transfer-Encoding: identity"), 400, "");
        refused(door.acmes("POST", "/write", "Content-Length: +4") + "abcd", 400, "");
        assertThat(door.backend.received()).isEqualTo(before);
    }

    @Test
    void readsTwoLengthsAsOneRequestAtMost() throws IOException {
        String smuggled = "0\r\n\r\nGET /read?do=echo HTTP/1.1\r\nHost: x\r\nX-Smuggled: 1\r\n\r\n";
        String head =
                door.acmes("POST", "/write", "Content-Length: " + smuggled.length(), "Transfer-Encoding: chunked");
        Answer answer = ask(head + smuggled);
        assertThat(answer.text()).doesNotContain("smuggled").doesNotContain("/read");
    }

    @Test
    void takesBasicCredentialsBehindThePrefixForThatClientsToken() throws IOException {
        Answer answer = ask(door.head("GET", "/t/acme/read?do=echo", basic(Door.SECRET)));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains("\"uri\":\"/read?do=echo\"")
                .contains("\"authorization\":\"Bearer ey")
                .contains("\"x-tenant-id\":\"acme\"")
                .doesNotContain(Door.SECRET);
    }

    @Test
    void refusesWrongBasicCredentialsAndThoseOfAnotherTenant() throws IOException {
        refused(door.head("POST", "/t/acme/write", basic("wrong")), 401, "token.wrong-basic-credentials");
        refused(door.head("POST", "/t/initech/write", basic(Door.SECRET)), 403, "token.foreign-tenant");
    }

    @Test
    void writesRefusalsInTheWordsOfTheRoute() throws IOException {
        Answer prometheus = refused(door.head("GET", "/read", "X-Tenant-ID: acme"), 401, "token.missing");
        assertThat(prometheus.text()).contains("\"status\":\"error\",\"errorType\":\"unauthorized\",\"error\":\"");
        Answer own = refused(door.head("POST", "/write", "X-Tenant-ID: acme"), 401, "token.missing");
        assertThat(own.text()).contains("application/problem+json", "\"type\":\"urn:pharos:problem:token.missing\"");
    }

    @Test
    void saysWhenAServiceIsNotInstalled() throws IOException {
        Answer answer = refused(door.acmes("GET", "/none"), 503, "route.service-not-installed");
        assertThat(answer.text()).containsIgnoringCase("retry-after:");
    }

    private Answer ask(String request) throws IOException {
        try (Wire wire = door.wire()) {
            return wire.send(request).answer();
        }
    }

    private Answer refused(String request, int status, String code) throws IOException {
        Answer answer = ask(request);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text()).contains(code);
        return answer;
    }

    private String bearer() {
        return "Authorization: Bearer " + door.token(Tenants.ACME);
    }

    private static String basic(String secret) {
        byte[] credentials = ("acme-agent:" + secret).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(credentials);
    }
}
