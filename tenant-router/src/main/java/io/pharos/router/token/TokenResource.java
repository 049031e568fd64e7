package io.pharos.router.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.pharos.router.clients.Client;
import io.pharos.router.token.OAuthRefusal.Fault;
import io.pharos.tenancy.context.Open;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Tokens for clients: OAuth 2.0 client_credentials and refresh_token (RFC 6749), revocation (RFC 7009). */
@Path("/oauth2")
@Open
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
class TokenResource {
    private final TokenRates rates;
    private final Authentication authentication;
    private final Grants grants;
    private final TokenRevocation revocation;

    TokenResource(TokenRates rates, Authentication authentication, Grants grants, TokenRevocation revocation) {
        this.rates = rates;
        this.authentication = authentication;
        this.grants = grants;
        this.revocation = revocation;
    }

    /** What RFC 6749 §5.1 answers. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TokenView(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            String scope,
            @JsonProperty("refresh_token") @Nullable String refreshToken) {
        static TokenView of(Grants.Granted granted) {
            AccessToken access = granted.access();
            return new TokenView(
                    access.jwt(),
                    "Bearer",
                    Duration.between(access.issuedAt(), access.expiresAt()).toSeconds(),
                    TokenIssuer.words(access.scopes()),
                    granted.refresh() == null ? null : granted.refresh().value());
        }
    }

    /** The form of a request for a token. */
    static class TokenForm {
        @RestForm("grant_type")
        @Nullable
        String grantType;

        @RestForm("client_id")
        @Nullable
        String clientId;

        @RestForm("client_secret")
        @Nullable
        String clientSecret;

        @RestForm("refresh_token")
        @Nullable
        String refreshToken;

        @RestForm
        @Nullable
        String scope;

        @RestForm
        @Nullable
        String token;
    }

    @POST
    @Path("/token")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TokenView token(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Context HttpServerRequest request,
            TokenForm form) {
        Client client = authenticated(authorization, request, form);
        rates.countClient(client.id());
        return TokenView.of(grant(client, form));
    }

    /** Always succeeds for a client that has proved itself, as RFC 7009 §2.2 asks. */
    @POST
    @Path("/revoke")
    public void revoke(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Context HttpServerRequest request,
            TokenForm form) {
        Client client = authenticated(authorization, request, form);
        revocation.revoke(client, required(form.token, "token"));
    }

    private Client authenticated(@Nullable String authorization, HttpServerRequest request, TokenForm form) {
        rates.countAddress(request.remoteAddress().hostAddress());
        PresentedClient presented = PresentedClient.of(authorization, form.clientId, form.clientSecret);
        return authentication
                .authenticate(presented)
                .orElseThrow(() -> new OAuthRefusal(
                        Fault.INVALID_CLIENT, "The client is unknown or revoked, or its secret is wrong."));
    }

    private Grants.Granted grant(Client client, TokenForm form) {
        String scope = form.scope == null ? "" : form.scope;
        return switch (required(form.grantType, "grant_type")) {
            case "client_credentials" -> grants.byCredentials(client, scope);
            case "refresh_token" -> grants.byRefresh(client, required(form.refreshToken, "refresh_token"), scope);
            default ->
                throw new OAuthRefusal(
                        Fault.UNSUPPORTED_GRANT_TYPE, "grant_type is client_credentials or refresh_token.");
        };
    }

    private static String required(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw new OAuthRefusal(Fault.INVALID_REQUEST, "Send the form field " + name + ".");
        }
        return value;
    }
}
