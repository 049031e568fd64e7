package io.pharos.router.suite;

import static io.pharos.router.suite.Platform.admin;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.pharos.router.clients.Secret;
import io.pharos.tenancy.token.Caller;
import io.pharos.tenancy.token.TokenVerifier;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Tokens as clients get, renew and lose them. */
@QuarkusTest
@QuarkusTestResource(RouterEngines.class)
class TokenTest {
    private final TokenVerifier verifier;

    TokenTest(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Test
    void grantsTenantsPlatformAndServicesTheirOwnKind() {
        Platform.tenant("t-kinds");
        String secret = Platform.client("t-kinds", "t-kinds-guest", "guest", "metrics:read");
        Caller guest = verifier.verify(Platform.token("t-kinds-guest", secret));
        Assertions.assertThat(guest).isInstanceOf(Caller.TenantCaller.class);
        Assertions.assertThat(verifier.verify(Platform.token("platform-admin", RouterEngines.PLATFORM_SECRET)))
                .isInstanceOf(Caller.PlatformCaller.class);
        Assertions.assertThat(verifier.verify(Platform.token("svc-query-gateway", RouterEngines.SERVICE_SECRET)))
                .isInstanceOf(Caller.ServiceCaller.class);
    }

    @Test
    void answersAsOAuthDoes() {
        Platform.tenant("t-oauth");
        String secret = Platform.client("t-oauth", "t-oauth-admin", "admin", "metrics:read", "metrics:write");
        ask("t-oauth-admin", secret, Map.of("grant_type", "client_credentials", "scope", "metrics:read"))
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(900))
                .body("scope", equalTo("metrics:read"))
                .body("refresh_token", nullValue());
        ask("t-oauth-admin", secret, Map.of("grant_type", "client_credentials", "scope", "rules:read"))
                .statusCode(400)
                .body("error", equalTo("invalid_scope"));
        ask("t-oauth-admin", secret, Map.of("grant_type", "client_credentials", "scope", "platform"))
                .statusCode(400);
        ask("t-oauth-admin", secret, Map.of("grant_type", "password"))
                .statusCode(400)
                .body("error", equalTo("unsupported_grant_type"));
        ask("t-oauth-admin", secret, Map.of()).statusCode(400).body("error", equalTo("invalid_request"));
    }

    @Test
    void refusesUnknownClientsAndWrongSecretsAlike() {
        String wrong = Secret.random().value();
        for (String client : List.of("nobody-at-all", "platform-admin")) {
            ask(client, wrong, Map.of("grant_type", "client_credentials"))
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("Basic"))
                    .body("error", equalTo("invalid_client"));
        }
    }

    @Test
    void renewsOnceAndTakesTheFamilyOnReuse() {
        Platform.tenant("t-family");
        String secret = Platform.client("t-family", "t-family-dev", "dev", "metrics:read");
        ValidatableResponse first = ask("t-family-dev", secret, Map.of("grant_type", "client_credentials"));
        String stolen = first.extract().path("refresh_token");
        ValidatableResponse second = renew("t-family-dev", secret, stolen).statusCode(200);
        String next = second.extract().path("refresh_token");
        String access = second.extract().path("access_token");
        Assertions.assertThat(next).isNotEqualTo(stolen);
        read("t-family", access, 200);
        renew("t-family-dev", secret, stolen).statusCode(400).body("error", equalTo("invalid_grant"));
        renew("t-family-dev", secret, next).statusCode(400).body("error", equalTo("invalid_grant"));
        refreshDirectory();
        read("t-family", access, 401);
        read("t-family", Platform.token("t-family-dev", secret), 200);
    }

    @Test
    void refusesAnotherClientsRefreshToken() {
        Platform.tenant("t-foreign");
        String one = Platform.client("t-foreign", "t-foreign-one", "dev", "metrics:read");
        String two = Platform.client("t-foreign", "t-foreign-two", "dev", "metrics:read");
        String refresh = ask("t-foreign-one", one, Map.of("grant_type", "client_credentials"))
                .extract()
                .path("refresh_token");
        renew("t-foreign-two", two, refresh).statusCode(400);
        renew("t-foreign-one", one, refresh).statusCode(200);
    }

    @Test
    void takesTheOldSecretForAWhileAfterARotation() {
        Platform.tenant("t-rotate");
        String old = Platform.client("t-rotate", "t-rotate-dev", "dev", "metrics:read");
        String path = "/api/v1/tenants/t-rotate/clients/t-rotate-dev/secret";
        String next = admin().post(path).then().statusCode(201).extract().path("clientSecret");
        Platform.token("t-rotate-dev", old);
        Platform.token("t-rotate-dev", next);
        admin().post(path).then().statusCode(201);
        ask("t-rotate-dev", old, Map.of("grant_type", "client_credentials")).statusCode(401);
    }

    @Test
    void revokesAClientWithItsTokens() {
        Platform.tenant("t-revoke");
        String secret = Platform.client("t-revoke", "t-revoke-dev", "dev", "metrics:read");
        String token = Platform.token("t-revoke-dev", secret);
        read("t-revoke", token, 200);
        admin().delete("/api/v1/tenants/t-revoke/clients/t-revoke-dev").then().statusCode(204);
        read("t-revoke", token, 401);
        ask("t-revoke-dev", secret, Map.of("grant_type", "client_credentials")).statusCode(401);
        admin().delete("/api/v1/tenants/t-revoke/clients/t-revoke-dev").then().statusCode(404);
    }

    @Test
    void revokesEveryTokenOfATenant() {
        Platform.tenant("t-all");
        String secret = Platform.client("t-all", "t-all-dev", "dev", "metrics:read");
        String token = Platform.token("t-all-dev", secret);
        admin().delete("/api/v1/tenants/t-all/tokens").then().statusCode(204);
        read("t-all", token, 401);
    }

    @Test
    void revokesATokenOnItsClientsRequest() {
        Platform.tenant("t-own");
        String secret = Platform.client("t-own", "t-own-dev", "dev", "metrics:read");
        String token = Platform.token("t-own-dev", secret);
        given().auth()
                .preemptive()
                .basic("t-own-dev", secret)
                .formParam("token", token)
                .post("/oauth2/revoke")
                .then()
                .statusCode(204);
        read("t-own", token, 401);
    }

    @Test
    void takesBasicBehindThePrefixAndStopsWithTheClient() {
        Platform.tenant("t-basic");
        String secret = Platform.client("t-basic", "t-basic-dev", "dev", "metrics:read");
        basic("t-basic", "t-basic-dev", secret).statusCode(200).body("uri", equalTo("/api/v1/query?query=up"));
        basic("t-basic", "t-basic-dev", "wrong").statusCode(401);
        basic("t-kinds", "t-basic-dev", secret).statusCode(403);
        admin().delete("/api/v1/tenants/t-basic/tokens").then().statusCode(204);
        admin().delete("/api/v1/tenants/t-basic/clients/t-basic-dev").then().statusCode(204);
        basic("t-basic", "t-basic-dev", secret).statusCode(401);
    }

    @Test
    void servesTheRoutersOwnPathsBehindThePrefixToo() {
        Platform.tenant("t-prefix");
        String secret = Platform.client("t-prefix", "t-prefix-admin", "admin", "metrics:read");
        given().auth()
                .preemptive()
                .basic("t-prefix-admin", secret)
                .get("/t/t-prefix/api/v1/tenants/t-prefix/setup?format=grafana")
                .then()
                .statusCode(200)
                .body(containsString("uid: pharos-t-prefix-prod"));
    }

    @Test
    void tellsWhereEverythingIs() {
        given().get("/.well-known/openid-configuration")
                .then()
                .statusCode(200)
                .body("issuer", equalTo("http://127.0.0.1:8080"))
                .body("token_endpoint", equalTo("http://127.0.0.1:8080/oauth2/token"))
                .body("id_token_signing_alg_values_supported", equalTo(List.of("ES256")));
    }

    /** Any administrative act reads the directory anew. */
    private static void refreshDirectory() {
        Platform.engine("t-any");
    }

    private static void read(String tenant, String token, int status) {
        given().auth()
                .oauth2(token)
                .header("X-Tenant-ID", tenant)
                .get("/api/v1/query")
                .then()
                .statusCode(status);
    }

    private static ValidatableResponse basic(String tenant, String client, String secret) {
        return given().auth()
                .preemptive()
                .basic(client, secret)
                .get("/t/" + tenant + "/api/v1/query?query=up")
                .then();
    }

    private static ValidatableResponse renew(String client, String secret, String refresh) {
        return ask(client, secret, Map.of("grant_type", "refresh_token", "refresh_token", refresh));
    }

    private static ValidatableResponse ask(String client, String secret, Map<String, String> form) {
        return given().auth()
                .preemptive()
                .basic(client, secret)
                .contentType("application/x-www-form-urlencoded")
                .formParams(form)
                .post("/oauth2/token")
                .then();
    }
}
