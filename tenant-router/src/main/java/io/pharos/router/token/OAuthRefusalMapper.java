package io.pharos.router.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Writes OAuth's refusals as RFC 6749 has them. */
class OAuthRefusalMapper {
    /** The body of a refusal. */
    record RefusalView(
            String error, @JsonProperty("error_description") String description) {}

    @ServerExceptionMapper
    public RestResponse<RefusalView> map(OAuthRefusal refusal) {
        RefusalView body =
                new RefusalView(refusal.fault().word(), refusal.getMessage() == null ? "" : refusal.getMessage());
        RestResponse.ResponseBuilder<RefusalView> answer = RestResponse.ResponseBuilder.create(
                        RestResponse.Status.fromStatusCode(refusal.fault().status()), body)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        return refusal.fault() == OAuthRefusal.Fault.INVALID_CLIENT
                ? answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"pharos\"")
                        .build()
                : answer.build();
    }
}
