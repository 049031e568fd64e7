package io.pharos.router.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.pharos.model.Scope;
import io.pharos.tenancy.config.TokenConfig;
import io.pharos.tenancy.context.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Where everything about tokens is, for clients that find it out by themselves (OpenID Connect Discovery 1.0). */
@Path("/.well-known/openid-configuration")
@Open
@Produces(MediaType.APPLICATION_JSON)
class DiscoveryResource {
    private final String issuer;

    DiscoveryResource(TokenConfig config) {
        this.issuer = config.issuer();
    }

    /** The issuer's metadata. */
    record DiscoveryView(
            String issuer,
            @JsonProperty("token_endpoint") String tokenEndpoint,
            @JsonProperty("revocation_endpoint") String revocationEndpoint,
            @JsonProperty("jwks_uri") String jwksUri,
            @JsonProperty("grant_types_supported") List<String> grantTypes,
            @JsonProperty("response_types_supported") List<String> responseTypes,
            @JsonProperty("subject_types_supported") List<String> subjectTypes,

            @JsonProperty("token_endpoint_auth_methods_supported")
            List<String> authMethods,

            @JsonProperty("id_token_signing_alg_values_supported")
            List<String> algorithms,

            @JsonProperty("scopes_supported") List<String> scopes) {}

    @GET
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=300")
    public DiscoveryView discovery() {
        return new DiscoveryView(
                issuer,
                issuer + "/oauth2/token",
                issuer + "/oauth2/revoke",
                issuer + "/.well-known/jwks.json",
                List.of("client_credentials", "refresh_token"),
                List.of("token"),
                List.of("public"),
                List.of("client_secret_basic", "client_secret_post"),
                List.of("ES256"),
                Arrays.stream(Scope.values()).map(Scope::value).toList());
    }
}
