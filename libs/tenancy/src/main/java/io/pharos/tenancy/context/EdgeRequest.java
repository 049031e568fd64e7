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

    private static final Problem NAMED_TWICE =
            Problem.of(Kind.MALFORMED, "tenant.named-twice", "Send the header X-Tenant-ID once, with one tenant.");
    private static final Problem CONFLICT = Problem.of(
            Kind.MALFORMED, "tenant.conflict", "The header X-Tenant-ID and the path name different tenants.");
    private static final Problem MISSING = Problem.of(
            Kind.MALFORMED,
            "tenant.missing",
            "Name the tenant in the header X-Tenant-ID, or by the path prefix /t/{tenant}/.");
    private static final Problem ENVIRONMENT_TWICE =
            Problem.of(Kind.MALFORMED, "tenant.environment-named-twice", "Send the header X-Environment once.");
    private static final Problem AUTHORIZATION_TWICE =
            Problem.of(Kind.MALFORMED, "token.authorization-twice", "Send the header Authorization once.");
    private static final Problem NO_TOKEN = Problem.of(
            Kind.UNAUTHENTICATED,
            "token.missing",
            "Send 'Authorization: Bearer <token>'; POST /oauth2/token issues one.");

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
        String header = only(tenants, NAMED_TWICE);
        if (header == null) {
            return new TenantId(required(pathTenant));
        }
        if (pathTenant != null && !header.equals(pathTenant)) {
            throw CONFLICT;
        }
        return new TenantId(header);
    }

    /** The environment that is named, else prod. */
    public Environment environment() {
        String named = only(environments, ENVIRONMENT_TWICE);
        return named == null ? Environment.PROD : new Environment(named);
    }

    /** The bearer token; two Authorization headers are malformed, none or another scheme is no proof. */
    public String bearer() {
        String value = only(authorizations, AUTHORIZATION_TWICE);
        if (value == null || !value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw NO_TOKEN;
        }
        return value.substring(BEARER.length()).strip();
    }

    private static @Nullable String only(List<String> values, Problem otherwise) {
        if (values.size() > 1) {
            throw otherwise;
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    private static String required(@Nullable String tenant) {
        if (tenant == null) {
            throw MISSING;
        }
        return tenant;
    }
}
