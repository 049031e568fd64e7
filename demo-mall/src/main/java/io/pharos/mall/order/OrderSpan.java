package io.pharos.mall.order;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Gives the span of an order's HTTP entry its name, and the status under the name that alert policies use. */
class OrderSpan {
    @ServerResponseFilter
    public void name(ContainerRequestContext request, ContainerResponseContext response) {
        Span span = Span.current();
        if (!request.getMethod().equals("POST")
                || !request.getUriInfo().getPath().endsWith("/orders")) {
            return;
        }
        span.updateName("order.create");
        span.setAttribute("http.status_code", response.getStatus());
        if (response.getStatus() >= 500) {
            span.setStatus(StatusCode.ERROR);
        }
    }
}
