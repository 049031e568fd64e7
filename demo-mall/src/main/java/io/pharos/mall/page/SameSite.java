package io.pharos.mall.page;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses changes that a page of another site makes a visitor's browser send. */
class SameSite {
    @ServerRequestFilter
    public void refuseCrossSite(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        boolean foreign = "cross-site".equals(site) || "same-site".equals(site);
        if (foreign && !request.getMethod().equals("GET")) {
            throw Problem.of(
                    Kind.FORBIDDEN, "page.cross-site", "Changes are made from the mall's own page or by a tool.");
        }
    }
}
