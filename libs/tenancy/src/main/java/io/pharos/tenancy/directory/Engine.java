package io.pharos.tenancy.directory;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.model.Dialect;
import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time-series database: what it is, what it speaks, where it is written and queried and with whose credentials.
 * URLs are templates that may hold {@code {tenant}} and {@code {environment}}; {@link #queryUrl} is the base before
 * {@code /api/v1/…}; headers are templates too, and go with every request.
 *
 * @param owner the tenant whose own store this is: nobody else's data is written there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Engine(
        String id,
        EngineKind kind,
        Dialect dialect,
        String writeUrl,
        String queryUrl,
        @Nullable Credentials credentials,
        Map<String, String> headers,
        @Nullable Tls tls,
        @Nullable TenantId owner) {
    private static final Pattern ID = Pattern.compile("[a-z]([-a-z0-9]{0,62}[a-z0-9])?");
    private static final Pattern URL = Pattern.compile("https?://[^\\s/?#]+[^\\s#]*");

    public Engine {
        Given.all("engine", id, kind, dialect, writeUrl, queryUrl);
        if (!ID.matcher(id).matches()) {
            throw malformed("An engine id is 1 to 64 characters of a-z, 0-9 and '-', and starts with a letter.");
        }
        if (!URL.matcher(writeUrl).matches() || !URL.matcher(queryUrl).matches()) {
            throw malformed("An engine's writeUrl and queryUrl are absolute http or https URLs.");
        }
        headers = Map.copyOf(Given.or(headers, Map.of()));
        queryUrl = queryUrl.endsWith("/") ? queryUrl.substring(0, queryUrl.length() - 1) : queryUrl;
    }

    /** An engine that is nobody's own store. */
    public Engine(
            String id,
            EngineKind kind,
            Dialect dialect,
            String writeUrl,
            String queryUrl,
            @Nullable Credentials credentials,
            Map<String, String> headers,
            @Nullable Tls tls) {
        this(id, kind, dialect, writeUrl, queryUrl, credentials, headers, tls, null);
    }

    /** A template of this engine with the tenant and the environment put in. */
    public static String fill(String template, TenantId tenant, Environment environment) {
        return template.replace("{tenant}", tenant.value()).replace("{environment}", environment.value());
    }

    private static Problem malformed(String detail) {
        return Problem.of(Kind.MALFORMED, "directory.malformed-engine", detail);
    }
}
