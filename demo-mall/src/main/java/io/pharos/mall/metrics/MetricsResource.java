package io.pharos.mall.metrics;

import io.pharos.mall.Shops;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Where a tenant's Prometheus scrapes its shop; OpenMetrics with exemplars where it asks for that. */
@Path("/shops/{tenant}/metrics")
@Produces(MediaType.WILDCARD)
class MetricsResource {
    private final Shops shops;
    private final Meters meters;

    MetricsResource(Shops shops, Meters meters) {
        this.shops = shops;
        this.meters = meters;
    }

    @GET
    public RestResponse<String> scrape(
            @PathParam("tenant") String tenant, @HeaderParam("Accept") @Nullable String accept) {
        Exposition.Format format = Exposition.Format.accepted(accept);
        String text = meters.of(shops.named(tenant)).text(format);
        return RestResponse.ResponseBuilder.ok(text)
                .header("Content-Type", format.contentType())
                .build();
    }
}
