package io.pharos.tenancy.context;

import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
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
    private static final String BEARER = "bearer ";

    public EdgeRequest {
        tenants = List.copyOf(tenants);
        environments = List.copyOf(environments);
        authorizations = List.copyOf(authorizations);
    }

    /** A request behind the router: headers only. */
    public static EdgeRequest of(List<String> tenants, List<String> environments, List<String> authorizations) {
        return new EdgeRequest(tenants, environments, authorizations, null);
    }

    /** The one tenant that is named, by header or by path; none, two or two different ones are malformed. */
    public TenantId tenant() {
        String header = only(tenants, "tenant.named-twice", "Send the header X-Tenant-ID once, with one tenant.");
        if (header == null) {
            return new TenantId(required(pathTenant));
        }
        if (pathTenant != null && !header.equals(pathTenant)) {
            throw malformed("tenant.conflict", "The header X-Tenant-ID and the path name different tenants.");
        }
        return new TenantId(header);
    }

    /** The environment that is named, else prod. */
    public Environment environment() {
        String named = only(environments, "tenant.environment-named-twice", "Send the header X-Environment once.");
        return named == null ? Environment.PROD : new Environment(named);
    }

    /** The bearer token; two Authorization headers are malformed, none or another scheme is no proof. */
    public String bearer() {
        String value = only(authorizations, "token.authorization-twice", "Send the header Authorization once.");
        if (value == null || !value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw Problem.of(
                    Kind.UNAUTHENTICATED,
                    "token.missing",
                    "Send 'Authorization: Bearer <token>'; POST /oauth2/token issues one.");
        }
        return value.substring(BEARER.length()).strip();
    }

    private static @Nullable String only(List<String> values, String code, String detail) {
        if (values.size() > 1) {
            throw malformed(code, detail);
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    private static String required(@Nullable String tenant) {
        if (tenant == null) {
            throw malformed(
                    "tenant.missing", "Name the tenant in the header X-Tenant-ID, or by the path prefix /t/{tenant}/.");
        }
        return tenant;
    }

    private static Problem malformed(String code, String detail) {
        return Problem.of(Kind.MALFORMED, code, detail);
    }
}
