package io.pharos.tenancy.context;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the edge looks at in a request: every value of the headers {@code X-Tenant-ID}, {@code X-Environment} and
 * {@code Authorization}, and the tenant that a path prefix {@code /t/{tenant}} names (at the router only).
 */
public record EdgeRequest(
        List<String> tenants,
        List<String> environments,
        List<String> authorizations,
        @Nullable String pathTenant) {
    public EdgeRequest {
        tenants = List.copyOf(tenants);
        environments = List.copyOf(environments);
        authorizations = List.copyOf(authorizations);
    }

    /** A request behind the router: headers only. */
    public static EdgeRequest of(List<String> tenants, List<String> environments, List<String> authorizations) {
        return new EdgeRequest(tenants, environments, authorizations, null);
    }
}
