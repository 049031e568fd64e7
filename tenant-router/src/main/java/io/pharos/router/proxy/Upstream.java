package io.pharos.router.proxy;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.tenancy.context.Admission;
import io.pharos.tenancy.context.TenantContext;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the service behind sees of a request: where, for whom (nobody on an open route), with which token and in which
 * trace; never printed.
 */
record Upstream(String uri, @Nullable Admission admission, String authorization, TraceParent trace) {
    MultiMap headers(HttpServerRequest request, Backend backend) {
        MultiMap headers = HttpHeaders.headers();
        HeaderRules.copyRequest(request.headers(), headers);
        headers.set(HttpHeaders.HOST, backend.host() + ":" + backend.port());
        if (admission != null) {
            headers.set(HttpHeaders.AUTHORIZATION, authorization);
        }
        if (admission instanceof TenantContext tenant) {
            headers.set(TenantId.HEADER, tenant.tenant().value());
            headers.set(Environment.HEADER, tenant.environment().value());
        }
        headers.set("traceparent", trace.value());
        String state = request.getHeader("tracestate");
        if (state != null && trace.value().equals(request.getHeader("traceparent"))) {
            headers.set("tracestate", state);
        }
        headers.set("X-Forwarded-For", request.remoteAddress().hostAddress());
        return headers;
    }

    @Override
    public String toString() {
        return "Upstream[" + uri + "]";
    }
}
