package io.pharos.router.keys;

import io.pharos.tenancy.context.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The public keys that verify our tokens (RFC 7517). */
@Path("/.well-known/jwks.json")
@Open
@Produces(MediaType.APPLICATION_JSON)
class JwksResource {
    private final SigningKeys keys;

    JwksResource(SigningKeys keys) {
        this.keys = keys;
    }

    /** The key set, as RFC 7517 nests it. */
    record JwksView(List<PublicKeyJwk> keys) {}

    /** Caches hold it shorter than the notice that a new key gives. */
    @GET
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=300")
    public JwksView keys() {
        return new JwksView(keys.listed());
    }
}
