package io.pharos.tenancy.directory;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a tenant's traces go: an OTLP/HTTP address in full, such as {@code https://traces.example/v1/traces}. The
 * operator gives it, as it gives engines' addresses, so it may lie in the platform's own network.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TraceEndpoint(
        String url,
        @Nullable Credentials credentials,
        @Nullable Tls tls) {
    private static final Pattern URL = Pattern.compile("https?://[^\\s/?#@]+[^\\s#]*");

    public TraceEndpoint {
        Given.all("trace endpoint", url);
        if (!URL.matcher(url).matches()) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "directory.malformed-traces",
                    "Give 'traces.url' as an absolute http or https URL without user and password.");
        }
    }
}
