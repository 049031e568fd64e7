package io.pharos.tenancy.context;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A resource that forgot to say whom it serves. */
@Path("/undeclared")
class UndeclaredResource {
    @GET
    public String get() {
        return "never";
    }
}
