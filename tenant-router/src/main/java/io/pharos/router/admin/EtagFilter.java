package io.pharos.router.admin;

import io.pharos.tenancy.directory.Tenant;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Gives every answer that has a version its ETag. */
class EtagFilter {
    @ServerResponseFilter
    public void tag(ContainerResponseContext response) {
        switch (response.getEntity()) {
            case Tenant tenant -> set(response, tenant.version());
            case Versioned versioned -> set(response, versioned.version());
            case null, default -> {}
        }
    }

    private static void set(ContainerResponseContext response, long version) {
        response.getHeaders().putSingle(HttpHeaders.ETAG, Versions.etag(version));
    }
}
