package io.pharos.router.directory;

import io.pharos.model.Dialect;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.Credentials;
import io.pharos.tenancy.directory.Engine;
import io.pharos.tenancy.directory.EngineKind;
import io.pharos.tenancy.directory.Tls;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An engine as the operator writes it; the path names it, and the body may say the same. */
record EngineRequest(
        @Nullable String id,
        @Nullable EngineKind kind,
        @Nullable Dialect dialect,
        @Nullable String writeUrl,
        @Nullable String queryUrl,
        @Nullable Credentials credentials,
        @Nullable Map<String, String> headers,
        @Nullable Tls tls,
        @Nullable TenantId owner) {
    Engine engine(String path) {
        if (id != null && !id.equals(path)) {
            throw Problem.of(Kind.MALFORMED, "directory.id-conflict", "The body names another engine than the path.");
        }
        return new Engine(
                path,
                required(kind, "kind"),
                required(dialect, "dialect"),
                required(writeUrl, "writeUrl"),
                required(queryUrl, "queryUrl"),
                credentials,
                headers == null ? Map.of() : headers,
                tls,
                owner);
    }

    private static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw Problem.of(Kind.MALFORMED, "directory.incomplete", "Give the engine's field '" + field + "'.");
        }
        return value;
    }
}
